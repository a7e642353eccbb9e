// Runs sign.json and verify.json. Java 11 or newer, nothing to install:
//   java vectors/verifiers/java/Verify.java vectors
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public final class Verify {
    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] macOf(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The claims in the order of Zoom's sample; `iat` gives way where the lifetime would leave the range. */
    private static String sign(Map<?, ?> vector) throws Exception {
        Map<?, ?> request = (Map<?, ?>) vector.get("request");
        long now = (long) Math.floor((Double) vector.get("now"));
        long asked = request.containsKey("expirationSeconds") ? whole(request.get("expirationSeconds")) : 7200;
        long exp = now + asked;
        long iat = Math.min(Math.max(now - whole(vector.get("backdateSeconds")), exp - 172800), exp - 1801);
        // Nothing in it needs escaping: a key is letters, digits and `-_.`, a number is digits.
        StringBuilder payload = new StringBuilder("{\"appKey\":\"").append(vector.get("sdkKey"))
            .append("\",\"sdkKey\":\"").append(vector.get("sdkKey")).append('"');
        if (vector.get("kind").equals("web")) {
            payload.append(",\"mn\":\"").append(((Map<?, ?>) vector.get("claims")).get("mn"))
                .append("\",\"role\":").append(whole(request.get("role")));
        }
        payload.append(",\"iat\":").append(iat).append(",\"exp\":").append(exp).append(",\"tokenExp\":").append(exp);
        if (request.containsKey("videoWebRtcMode")) {
            payload.append(",\"video_webrtc_mode\":").append(whole(request.get("videoWebRtcMode")));
        }
        String text = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
            + encode(payload.append('}').toString().getBytes(StandardCharsets.UTF_8));
        return text + "." + encode(macOf((String) vector.get("sdkSecret"), text));
    }

    private static long whole(Object number) {
        return ((Double) number).longValue();
    }

    /** The bytes, or null: decoders are lenient, so what they read is written again and compared. */
    private static byte[] decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return encode(bytes).equals(part) ? bytes : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static String textOf(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static Map<?, ?> objectOf(String text) {
        try {
            Object value = new Json(text).whole();
            return value instanceof Map ? (Map<?, ?>) value : null;
        } catch (IllegalArgumentException notJson) {
            return null;
        }
    }

    private static String verify(Object signature, List<?> secrets, double now) throws Exception {
        if (!(signature instanceof String)) {
            return "not-a-string";
        }
        String[] parts = ((String) signature).split("\\.", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[2].isEmpty()) {
            return "not-three-parts";
        }
        byte[] headerBytes = decode(parts[0]);
        byte[] payloadBytes = decode(parts[1]);
        byte[] mac = decode(parts[2]);
        if (headerBytes == null || payloadBytes == null || mac == null) {
            return "not-canonical-base64url";
        }
        String headerText = textOf(headerBytes);
        String payloadText = textOf(payloadBytes);
        if (headerText == null || payloadText == null) {
            return "not-utf8";
        }
        Map<?, ?> header = objectOf(headerText);
        if (header == null) {
            return "header-not-a-json-object";
        }
        if (!"HS256".equals(header.get("alg"))) {
            return "alg-not-hs256";
        }
        if (header.containsKey("crit") || header.containsKey("b64")) {
            return "header-not-supported";
        }
        int index = -1;
        for (int i = secrets.size() - 1; i >= 0; i--) {
            if (MessageDigest.isEqual(mac, macOf((String) secrets.get(i), parts[0] + "." + parts[1]))) {
                index = i;
            }
        }
        if (index < 0) {
            return "mac-mismatch";
        }
        Map<?, ?> payload = objectOf(payloadText);
        if (payload == null) {
            return "payload-not-a-json-object";
        }
        Object iat = payload.get("iat");
        Object exp = payload.get("exp");
        if (!isTime(iat) || !isTime(exp)) {
            return "times-missing";
        }
        if ((Double) exp <= now) {
            return "expired";
        }
        return (Double) iat > now ? "issued-in-the-future" : "valid " + index;
    }

    private static boolean isTime(Object value) {
        return value instanceof Double && !((Double) value).isInfinite();
    }

    private static List<?> cases(Path file) throws Exception {
        return (List<?>) objectOf(Files.readString(file)).get("cases");
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args.length > 0 ? args[0] : "vectors");
        List<Object> failing = new ArrayList<>();
        List<?> signing = cases(folder.resolve("sign.json"));
        for (Object one : signing) {
            Map<?, ?> vector = (Map<?, ?>) one;
            if (!sign(vector).equals(vector.get("signature"))) {
                failing.add(vector.get("name"));
            }
        }
        List<?> verifying = cases(folder.resolve("verify.json"));
        for (Object one : verifying) {
            Map<?, ?> vector = (Map<?, ?>) one;
            Object verdict = vector.get("verdict");
            String expected = verdict.equals("valid") ? "valid " + whole(vector.get("secretIndex")) : (String) verdict;
            Object signature = vector.get("signature");
            if (!verify(signature, (List<?>) vector.get("secrets"), (Double) vector.get("now")).equals(expected)) {
                failing.add(vector.get("name"));
            }
        }
        for (Object name : failing) {
            System.out.println("failed: " + name);
        }
        if (failing.isEmpty()) {
            System.out.println("ok " + (signing.size() + verifying.size()));
        }
        System.exit(failing.isEmpty() ? 0 : 1);
    }

    /** Java has no JSON of its own. Strict (RFC 8259): a number is a Double, an object a Map, a list a List. */
    private static final class Json {
        private final String text;
        private int at = 0;

        Json(String text) {
            this.text = text;
        }

        Object whole() {
            Object value = value();
            return at == text.length() ? value : fail();
        }

        private Object value() {
            space();
            Object value;
            switch (peek()) {
                case '{': value = object(); break;
                case '[': value = list(); break;
                case '"': value = string(); break;
                case 't': value = word("true", Boolean.TRUE); break;
                case 'f': value = word("false", Boolean.FALSE); break;
                case 'n': value = word("null", null); break;
                default: value = number();
            }
            space();
            return value;
        }

        private Map<String, Object> object() {
            Map<String, Object> object = new LinkedHashMap<>();
            at++;
            space();
            if (peek() == '}') {
                at++;
                return object;
            }
            while (true) {
                space();
                String name = string();
                space();
                expect(':');
                object.put(name, value());
                if (next() == '}') {
                    return object;
                }
                at--;
                expect(',');
            }
        }

        private List<Object> list() {
            List<Object> list = new ArrayList<>();
            at++;
            space();
            if (peek() == ']') {
                at++;
                return list;
            }
            while (true) {
                list.add(value());
                if (next() == ']') {
                    return list;
                }
                at--;
                expect(',');
            }
        }

        private String string() {
            expect('"');
            StringBuilder string = new StringBuilder();
            while (true) {
                char c = next();
                if (c == '"') {
                    return string.toString();
                }
                if (c < ' ') {
                    fail();
                }
                string.append(c == '\\' ? escape() : c);
            }
        }

        private char escape() {
            char c = next();
            int place = "\"\\/bfnrt".indexOf(c);
            if (place >= 0) {
                return "\"\\/\b\f\n\r\t".charAt(place);
            }
            if (c != 'u' || !text.substring(at).matches("(?s)[0-9A-Fa-f]{4}.*")) {
                fail();
            }
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }

        private Double number() {
            int start = at;
            while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String digits = text.substring(start, at);
            if (!digits.matches("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")) {
                fail();
            }
            return Double.valueOf(digits);
        }

        private Object word(String word, Object value) {
            if (!text.startsWith(word, at)) {
                fail();
            }
            at += word.length();
            return value;
        }

        private void space() {
            while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private char next() {
            if (at >= text.length()) {
                fail();
            }
            return text.charAt(at++);
        }

        private void expect(char c) {
            if (next() != c) {
                fail();
            }
        }

        private Object fail() {
            throw new IllegalArgumentException("no JSON at character " + at);
        }
    }
}

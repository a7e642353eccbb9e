// Runs sign.json and verify.json. .NET 6 or newer in a console project (dotnet run -- vectors), or Mono:
//   mcs -out:Verify.exe vectors/verifiers/csharp/Verify.cs && mono Verify.exe vectors
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

public static class Verify
{
    private static string Encode(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] MacOf(string secret, string text)
    {
        using (var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret)))
        {
            return hmac.ComputeHash(Encoding.UTF8.GetBytes(text));
        }
    }

    // The claims in the order of Zoom's sample; `iat` gives way where the lifetime would leave the range.
    private static string Sign(Dictionary<string, object> vector)
    {
        var request = (Dictionary<string, object>)vector["request"];
        var now = (long)Math.Floor((double)vector["now"]);
        var exp = now + (request.ContainsKey("expirationSeconds") ? Whole(request["expirationSeconds"]) : 7200);
        var iat = Math.Min(Math.Max(now - Whole(vector["backdateSeconds"]), exp - 172800), exp - 1801);
        // Nothing in it needs escaping: a key is letters, digits and `-_.`, a number is digits.
        var payload = $"{{\"appKey\":\"{vector["sdkKey"]}\",\"sdkKey\":\"{vector["sdkKey"]}\"";
        if ((string)vector["kind"] == "web")
        {
            var claims = (Dictionary<string, object>)vector["claims"];
            payload += $",\"mn\":\"{claims["mn"]}\",\"role\":{Whole(request["role"])}";
        }
        payload += $",\"iat\":{iat},\"exp\":{exp},\"tokenExp\":{exp}";
        if (request.ContainsKey("videoWebRtcMode"))
        {
            payload += $",\"video_webrtc_mode\":{Whole(request["videoWebRtcMode"])}";
        }
        var text = Encode(Encoding.UTF8.GetBytes("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"))
            + "." + Encode(Encoding.UTF8.GetBytes(payload + "}"));
        return text + "." + Encode(MacOf((string)vector["sdkSecret"], text));
    }

    private static long Whole(object number) => (long)(double)number;

    // The bytes, or null: decoders are lenient, so what they read is written again and compared.
    private static byte[] Decode(string part)
    {
        try
        {
            var padding = new string('=', (4 - part.Length % 4) % 4);
            var bytes = Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/') + padding);
            return Encode(bytes) == part ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string TextOf(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, true).GetString(bytes);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Dictionary<string, object> ObjectOf(string text)
    {
        try
        {
            return new Json(text).Whole() as Dictionary<string, object>;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Looks at every byte, whatever the first ones were.
    private static bool SameBytes(byte[] left, byte[] right)
    {
        var difference = left.Length ^ right.Length;
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }
        return difference == 0;
    }

    private static string VerdictOf(object signature, List<object> secrets, double now)
    {
        if (!(signature is string token)) return "not-a-string";
        var parts = token.Split('.');
        if (parts.Length != 3 || parts[0] == "" || parts[2] == "") return "not-three-parts";
        byte[] headerBytes = Decode(parts[0]), payloadBytes = Decode(parts[1]), mac = Decode(parts[2]);
        if (headerBytes == null || payloadBytes == null || mac == null) return "not-canonical-base64url";
        string headerText = TextOf(headerBytes), payloadText = TextOf(payloadBytes);
        if (headerText == null || payloadText == null) return "not-utf8";
        var header = ObjectOf(headerText);
        if (header == null) return "header-not-a-json-object";
        if (!(header.TryGetValue("alg", out var alg) && alg is string name && name == "HS256")) return "alg-not-hs256";
        if (header.ContainsKey("crit") || header.ContainsKey("b64")) return "header-not-supported";

        var index = -1;
        for (var i = secrets.Count - 1; i >= 0; i--)
        {
            if (SameBytes(mac, MacOf((string)secrets[i], parts[0] + "." + parts[1]))) index = i;
        }
        if (index < 0) return "mac-mismatch";
        var payload = ObjectOf(payloadText);
        if (payload == null) return "payload-not-a-json-object";
        if (!TryTime(payload, "iat", out var iat) || !TryTime(payload, "exp", out var exp)) return "times-missing";
        if (exp <= now) return "expired";
        return iat > now ? "issued-in-the-future" : $"valid {index}";
    }

    private static bool TryTime(Dictionary<string, object> payload, string claim, out double seconds)
    {
        seconds = payload.TryGetValue(claim, out var value) && value is double number ? number : double.NaN;
        return !double.IsNaN(seconds) && !double.IsInfinity(seconds);
    }

    private static List<Dictionary<string, object>> Cases(string file) =>
        ((List<object>)ObjectOf(File.ReadAllText(file, Encoding.UTF8))["cases"])
            .Cast<Dictionary<string, object>>().ToList();

    public static int Main(string[] args)
    {
        var folder = args.Length > 0 ? args[0] : "vectors";
        var signing = Cases(Path.Combine(folder, "sign.json"));
        var verifying = Cases(Path.Combine(folder, "verify.json"));
        var failing = signing.Where(one => Sign(one) != (string)one["signature"]).ToList();
        failing.AddRange(verifying.Where(one =>
        {
            var verdict = (string)one["verdict"];
            var expected = verdict == "valid" ? $"valid {Whole(one["secretIndex"])}" : verdict;
            return VerdictOf(one["signature"], (List<object>)one["secrets"], (double)one["now"]) != expected;
        }));
        foreach (var one in failing) Console.WriteLine($"failed: {one["name"]}");
        if (failing.Count == 0) Console.WriteLine($"ok {signing.Count + verifying.Count}");
        return failing.Count == 0 ? 0 : 1;
    }

    // .NET has System.Text.Json and Mono has not, so here is a reader for both. Strict (RFC 8259): a number is a
    // double, an object a Dictionary, a list a List.
    private sealed class Json
    {
        private static readonly Regex Number =
            new Regex(@"\G-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?", RegexOptions.CultureInvariant);
        private static readonly Regex Hex = new Regex(@"\G[0-9A-Fa-f]{4}");
        private readonly string text;
        private int at;

        public Json(string text)
        {
            this.text = text;
        }

        public object Whole()
        {
            var value = Value();
            return at == text.Length ? value : throw Wrong();
        }

        private object Value()
        {
            Space();
            object value;
            switch (Peek())
            {
                case '{': value = Object(); break;
                case '[': value = List(); break;
                case '"': value = String(); break;
                case 't': value = Word("true", true); break;
                case 'f': value = Word("false", false); break;
                case 'n': value = Word("null", null); break;
                default: value = Digits(); break;
            }
            Space();
            return value;
        }

        private Dictionary<string, object> Object()
        {
            var members = new Dictionary<string, object>(StringComparer.Ordinal);
            at++;
            Space();
            if (Takes('}')) return members;
            do
            {
                Space();
                var name = String();
                Space();
                if (!Takes(':')) throw Wrong();
                members[name] = Value();
            }
            while (Takes(','));
            return Takes('}') ? members : throw Wrong();
        }

        private List<object> List()
        {
            var items = new List<object>();
            at++;
            Space();
            if (Takes(']')) return items;
            do
            {
                items.Add(Value());
            }
            while (Takes(','));
            return Takes(']') ? items : throw Wrong();
        }

        private string String()
        {
            if (!Takes('"')) throw Wrong();
            var characters = new StringBuilder();
            while (!Takes('"'))
            {
                var c = Peek();
                if (c < ' ') throw Wrong();
                at++;
                characters.Append(c == '\\' ? Escape() : c);
            }
            return characters.ToString();
        }

        private char Escape()
        {
            var c = Peek();
            at++;
            var place = "\"\\/bfnrt".IndexOf(c);
            if (place >= 0) return "\"\\/\b\f\n\r\t"[place];
            if (c != 'u' || !Hex.IsMatch(text, at)) throw Wrong();
            at += 4;
            return (char)Convert.ToInt32(text.Substring(at - 4, 4), 16);
        }

        private double Digits()
        {
            var match = Number.Match(text, at);
            if (!match.Success) throw Wrong();
            at += match.Length;
            // What is too large is an error to Mono and infinity to .NET.
            return double.TryParse(match.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.PositiveInfinity;
        }

        private object Word(string word, object value)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) throw Wrong();
            at += word.Length;
            return value;
        }

        private bool Takes(char c)
        {
            if (Peek() != c || at >= text.Length) return false;
            at++;
            return true;
        }

        private void Space()
        {
            while (at < text.Length && " \t\n\r".IndexOf(text[at]) >= 0) at++;
        }

        private char Peek() => at < text.Length ? text[at] : '\0';

        private FormatException Wrong() => new FormatException($"no JSON at character {at}");
    }
}

# Runs sign.json and verify.json. Ruby 3 with its standard library:
#   ruby vectors/verifiers/ruby/verify.rb vectors
require "json"
require "openssl"

def encode(bytes)
  [bytes].pack("m0").tr("+/", "-_").delete("=")
end

def mac_of(secret, text)
  OpenSSL::HMAC.digest("SHA256", secret, text)
end

# The claims in the order of Zoom's sample; `iat` gives way where the lifetime would leave the range.
def sign(vector)
  request = vector["request"]
  now = vector["now"].floor
  exp = now + request.fetch("expirationSeconds", 7200)
  iat = [[now - vector["backdateSeconds"], exp - 172_800].max, exp - 1801].min
  claims = { appKey: vector["sdkKey"], sdkKey: vector["sdkKey"] }
  claims.update(mn: vector["claims"]["mn"], role: request["role"]) if vector["kind"] == "web"
  claims.update(iat: iat, exp: exp, tokenExp: exp)
  claims[:video_webrtc_mode] = request["videoWebRtcMode"] if request.key?("videoWebRtcMode")
  text = "#{encode('{"alg":"HS256","typ":"JWT"}')}.#{encode(JSON.generate(claims))}"
  "#{text}.#{encode(mac_of(vector["sdkSecret"], text))}"
end

# The bytes, or nil: decoders are lenient, so what they read is written again and compared.
def decode(part)
  return nil unless part.match?(/\A[A-Za-z0-9_-]*\z/) && part.length % 4 != 1

  bytes = (part.tr("-_", "+/") + "=" * (-part.length % 4)).unpack1("m")
  encode(bytes) == part ? bytes : nil
end

def utf8(bytes)
  text = bytes.dup.force_encoding(Encoding::UTF_8)
  text.valid_encoding? ? text : nil
end

def object_of(text)
  value = JSON.parse(text)
  value.is_a?(Hash) ? value : nil
rescue JSON::ParserError
  nil
end

def time?(value)
  value.is_a?(Integer) || (value.is_a?(Float) && value.finite?)
end

def verify(token, secrets, now)
  return "not-a-string" unless token.is_a?(String)

  parts = token.split(".", -1)
  return "not-three-parts" if parts.length != 3 || parts[0].empty? || parts[2].empty?

  header_bytes, payload_bytes, mac = parts.map { |part| decode(part) }
  return "not-canonical-base64url" unless header_bytes && payload_bytes && mac

  header_text = utf8(header_bytes)
  payload_text = utf8(payload_bytes)
  return "not-utf8" unless header_text && payload_text

  header = object_of(header_text)
  return "header-not-a-json-object" unless header
  return "alg-not-hs256" unless header["alg"] == "HS256"
  return "header-not-supported" if header.key?("crit") || header.key?("b64")

  index = secrets.index do |secret|
    expected = mac_of(secret, "#{parts[0]}.#{parts[1]}")
    mac.bytesize == expected.bytesize && OpenSSL.fixed_length_secure_compare(mac, expected)
  end
  return "mac-mismatch" unless index

  payload = object_of(payload_text)
  return "payload-not-a-json-object" unless payload
  return "times-missing" unless time?(payload["iat"]) && time?(payload["exp"])
  return "expired" if payload["exp"] <= now
  return "issued-in-the-future" if payload["iat"] > now

  "valid #{index}"
end

folder = ARGV.fetch(0, "vectors")
read = ->(name) { JSON.parse(File.read(File.join(folder, name), encoding: "UTF-8"))["cases"] }
signing = read.call("sign.json")
verifying = read.call("verify.json")
failing = signing.reject { |one| sign(one) == one["signature"] }
failing += verifying.reject do |one|
  expected = one["verdict"] == "valid" ? "valid #{one["secretIndex"]}" : one["verdict"]
  verify(one["signature"], one["secrets"], one["now"]) == expected
end
failing.each { |one| puts "failed: #{one["name"]}" }
puts "ok #{signing.length + verifying.length}" if failing.empty?
exit(failing.empty? ? 0 : 1)

<?php
// Runs sign.json and verify.json. PHP 8.1 or newer, nothing to install:
//   php vectors/verifiers/php/verify.php vectors
declare(strict_types=1);

function encode(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

function mac_of(string $secret, string $text): string
{
    return hash_hmac('sha256', $text, $secret, true);
}

/** The claims in the order of Zoom's sample; `iat` gives way where the lifetime would leave the range. */
function sign(array $case): string
{
    $request = $case['request'];
    $now = (int) floor($case['now']);
    $exp = $now + ($request['expirationSeconds'] ?? 7200);
    $iat = min(max($now - $case['backdateSeconds'], $exp - 172800), $exp - 1801);
    $claims = ['appKey' => $case['sdkKey'], 'sdkKey' => $case['sdkKey']];
    if ($case['kind'] === 'web') {
        $claims += ['mn' => $case['claims']['mn'], 'role' => $request['role']];
    }
    $claims += ['iat' => $iat, 'exp' => $exp, 'tokenExp' => $exp];
    if (isset($request['videoWebRtcMode'])) {
        $claims['video_webrtc_mode'] = $request['videoWebRtcMode'];
    }
    $text = encode('{"alg":"HS256","typ":"JWT"}') . '.' . encode(json_encode($claims, JSON_THROW_ON_ERROR));
    return $text . '.' . encode(mac_of($case['sdkSecret'], $text));
}

/** The bytes, or null: decoders are lenient, so what they read is written again and compared. */
function decode(string $part): ?string
{
    $bytes = base64_decode(strtr($part, '-_', '+/'), true);
    return $bytes !== false && encode($bytes) === $part ? $bytes : null;
}

/** An object stays one: as arrays, {} and [] would be the same. */
function object_of(string $text): ?stdClass
{
    $value = json_decode($text);
    return $value instanceof stdClass ? $value : null;
}

function is_time(mixed $value): bool
{
    return is_int($value) || (is_float($value) && is_finite($value));
}

function verify(mixed $token, array $secrets, int|float $now): string
{
    if (!is_string($token)) {
        return 'not-a-string';
    }
    $parts = explode('.', $token);
    if (count($parts) !== 3 || $parts[0] === '' || $parts[2] === '') {
        return 'not-three-parts';
    }
    [$headerText, $payloadText, $mac] = array_map(decode(...), $parts);
    if ($headerText === null || $payloadText === null || $mac === null) {
        return 'not-canonical-base64url';
    }
    if (preg_match('//u', $headerText) !== 1 || preg_match('//u', $payloadText) !== 1) {
        return 'not-utf8';
    }
    $header = object_of($headerText);
    if ($header === null) {
        return 'header-not-a-json-object';
    }
    if (($header->alg ?? null) !== 'HS256') {
        return 'alg-not-hs256';
    }
    if (property_exists($header, 'crit') || property_exists($header, 'b64')) {
        return 'header-not-supported';
    }
    $index = -1;
    foreach ($secrets as $i => $secret) {
        if (hash_equals(mac_of($secret, "$parts[0].$parts[1]"), $mac) && $index < 0) {
            $index = $i;
        }
    }
    if ($index < 0) {
        return 'mac-mismatch';
    }
    $payload = object_of($payloadText);
    if ($payload === null) {
        return 'payload-not-a-json-object';
    }
    [$iat, $exp] = [$payload->iat ?? null, $payload->exp ?? null];
    if (!is_time($iat) || !is_time($exp)) {
        return 'times-missing';
    }
    if ($exp <= $now) {
        return 'expired';
    }
    return $iat > $now ? 'issued-in-the-future' : "valid $index";
}

function cases(string $file): array
{
    return json_decode(file_get_contents($file), true, 512, JSON_THROW_ON_ERROR)['cases'];
}

$folder = $argv[1] ?? 'vectors';
$failing = [];
$signing = cases("$folder/sign.json");
foreach ($signing as $case) {
    if (sign($case) !== $case['signature']) {
        $failing[] = $case['name'];
    }
}
$verifying = cases("$folder/verify.json");
foreach ($verifying as $case) {
    $expected = $case['verdict'] . ($case['verdict'] === 'valid' ? " {$case['secretIndex']}" : '');
    if (verify($case['signature'], $case['secrets'], $case['now']) !== $expected) {
        $failing[] = $case['name'];
    }
}
foreach ($failing as $name) {
    echo "failed: $name\n";
}
if ($failing === []) {
    echo 'ok ', count($signing) + count($verifying), "\n";
}
exit($failing === [] ? 0 : 1);

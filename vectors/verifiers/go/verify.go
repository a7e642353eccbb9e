// Runs sign.json and verify.json. Go 1.18 or newer, nothing to install:
//
//	go run vectors/verifiers/go/verify.go vectors
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Strict refuses the unused bits of a last letter; line breaks it still skips, so those are looked for.
var encoding = base64.RawURLEncoding.Strict()

type signCase struct {
	Name, Kind, SdkKey, SdkSecret, Signature string
	Now                                      float64
	BackdateSeconds                          int64
	Claims                                   struct{ Mn string }
	Request                                  struct {
		Role              int
		ExpirationSeconds *int64
		VideoWebRtcMode   *int
	}
}

type verifyCase struct {
	Name, Verdict string
	Signature     any
	Secrets       []string
	Now           float64
	SecretIndex   int
}

// In the order of Zoom's sample.
type claims struct {
	AppKey          string `json:"appKey"`
	SdkKey          string `json:"sdkKey"`
	Mn              string `json:"mn,omitempty"`
	Role            *int   `json:"role,omitempty"`
	Iat             int64  `json:"iat"`
	Exp             int64  `json:"exp"`
	TokenExp        int64  `json:"tokenExp"`
	VideoWebRtcMode *int   `json:"video_webrtc_mode,omitempty"`
}

func macOf(secret, text string) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// `iat` gives way where the lifetime would leave the range.
func sign(c signCase) string {
	now := int64(math.Floor(c.Now))
	exp := now + 7200
	if c.Request.ExpirationSeconds != nil {
		exp = now + *c.Request.ExpirationSeconds
	}
	iat := now - c.BackdateSeconds
	if iat < exp-172800 {
		iat = exp - 172800
	}
	if iat > exp-1801 {
		iat = exp - 1801
	}
	own := claims{AppKey: c.SdkKey, SdkKey: c.SdkKey, Iat: iat, Exp: exp, TokenExp: exp}
	if c.Kind == "web" {
		own.Mn, own.Role = c.Claims.Mn, &c.Request.Role
	}
	own.VideoWebRtcMode = c.Request.VideoWebRtcMode
	payload, err := json.Marshal(own)
	if err != nil {
		panic(err)
	}
	text := encoding.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encoding.EncodeToString(payload)
	return text + "." + encoding.EncodeToString(macOf(c.SdkSecret, text))
}

func decode(part string) ([]byte, bool) {
	data, err := encoding.DecodeString(part)
	return data, err == nil && !strings.ContainsAny(part, "\r\n")
}

// A map, as the fields of a struct would match names in any case. Numbers stay text, as 1e999 is no float64.
func objectOf(text []byte) (map[string]any, bool) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return nil, false
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, false
	}
	object, ok := value.(map[string]any)
	return object, ok
}

func timeOf(value any) (float64, bool) {
	number, ok := value.(json.Number)
	if !ok {
		return 0, false
	}
	seconds, err := number.Float64()
	return seconds, err == nil && !math.IsInf(seconds, 0)
}

func verify(signature any, secrets []string, now float64) string {
	token, ok := signature.(string)
	if !ok {
		return "not-a-string"
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 || parts[0] == "" || parts[2] == "" {
		return "not-three-parts"
	}
	headerText, ok1 := decode(parts[0])
	payloadText, ok2 := decode(parts[1])
	mac, ok3 := decode(parts[2])
	if !ok1 || !ok2 || !ok3 {
		return "not-canonical-base64url"
	}
	if !utf8.Valid(headerText) || !utf8.Valid(payloadText) {
		return "not-utf8"
	}
	header, ok := objectOf(headerText)
	if !ok {
		return "header-not-a-json-object"
	}
	if header["alg"] != any("HS256") {
		return "alg-not-hs256"
	}
	for _, name := range []string{"crit", "b64"} {
		if _, there := header[name]; there {
			return "header-not-supported"
		}
	}
	index := -1
	for i, secret := range secrets {
		if hmac.Equal(mac, macOf(secret, parts[0]+"."+parts[1])) && index < 0 {
			index = i
		}
	}
	if index < 0 {
		return "mac-mismatch"
	}
	payload, ok := objectOf(payloadText)
	if !ok {
		return "payload-not-a-json-object"
	}
	iat, ok1 := timeOf(payload["iat"])
	exp, ok2 := timeOf(payload["exp"])
	switch {
	case !ok1 || !ok2:
		return "times-missing"
	case exp <= now:
		return "expired"
	case iat > now:
		return "issued-in-the-future"
	}
	return fmt.Sprintf("valid %d", index)
}

func read[Case any](folder, name string) []Case {
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		panic(err)
	}
	var file struct{ Cases []Case }
	if err := json.Unmarshal(text, &file); err != nil {
		panic(err)
	}
	return file.Cases
}

func main() {
	folder := "vectors"
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	signing, verifying := read[signCase](folder, "sign.json"), read[verifyCase](folder, "verify.json")
	failed := 0
	fail := func(name string) {
		failed++
		fmt.Println("failed: " + name)
	}
	for _, c := range signing {
		if sign(c) != c.Signature {
			fail(c.Name)
		}
	}
	for _, c := range verifying {
		expected := c.Verdict
		if expected == "valid" {
			expected = fmt.Sprintf("valid %d", c.SecretIndex)
		}
		if verify(c.Signature, c.Secrets, c.Now) != expected {
			fail(c.Name)
		}
	}
	if failed > 0 {
		os.Exit(1)
	}
	fmt.Printf("ok %d\n", len(signing)+len(verifying))
}

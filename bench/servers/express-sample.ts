// The way of Zoom's sample, in our own words: Express, cors for everybody, a JSON body, jsrsasign. No authentication.
import cors from "cors";
import express from "express";
import jsrsasign from "jsrsasign";

const { PORT, ZOOM_MEETING_SDK_KEY: sdkKey = "", ZOOM_MEETING_SDK_SECRET: sdkSecret = "" } = process.env;

const app = express();
app.use(express.json());
app.use(cors());

app.post("/", (request, response) => {
  const { meetingNumber, role: asked, expirationSeconds = 7200 } = request.body as Record<string, string>;
  const role = Number.parseInt(String(asked), 10);
  if (!/^\d{9,11}$/.test(String(meetingNumber)) || (role !== 0 && role !== 1)) {
    return response.status(400).json({ error: "meetingNumber has 9 to 11 digits, role is 0 or 1" });
  }
  const lifetime = Number(expirationSeconds);
  if (!Number.isInteger(lifetime) || lifetime < 1800 || lifetime > 172_800) {
    return response.status(400).json({ error: "expirationSeconds is 1800 to 172800" });
  }
  const iat = Math.floor(Date.now() / 1000) - 30;
  const exp = iat + lifetime;
  const header = { alg: "HS256", typ: "JWT" };
  const payload = { appKey: sdkKey, sdkKey, mn: meetingNumber, role, iat, exp, tokenExp: exp };
  const signature = jsrsasign.KJUR.jws.JWS.sign("HS256", JSON.stringify(header), JSON.stringify(payload), {
    utf8: sdkSecret,
  });
  const expiresAt = new Date(exp * 1000).toISOString();
  return response.json({ signature, sdkKey, expiresAt, expiresIn: lifetime - 30, meetingNumber, role });
});

app.listen(Number(PORT), "127.0.0.1", () => {});

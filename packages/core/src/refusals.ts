import type { ErrorCode } from "./errors.ts";

/** What one refusal means, for the person who met it. */
export interface RefusalExplanation {
  readonly title: string;
  /** What is seen where it happens. */
  readonly see: string;
  readonly why: string;
  /** The way out. */
  readonly todo: string;
}

/** Every code that this package refuses with. A code without its words does not compile. */
export const REFUSALS: Readonly<Record<ErrorCode, RefusalExplanation>> = {
  "clock-invalid": {
    title: "The clock gives no time that can be right",
    see: "Nothing is signed. The clock says a time before November 2023 or after November 2286.",
    why: "A signature carries the time it was made, in seconds since 1970. A machine whose clock was reset, or a `now` that counts milliseconds, makes signatures that Zoom refuses as invalid without saying why.",
    todo: "Set the machine's clock, best by NTP. If your code gives `now`, let it give seconds: `Math.floor(Date.now() / 1000)`.",
  },
  "credentials-incomplete": {
    title: "Half of a pair of credentials is set, or one of them twice",
    see: "The message names the variable that is there and the one that is missing, or the two that say the same thing.",
    why: "The key and the secret belong to one app, so both are read from names of one family. A key of one family with a secret of another would sign, and Zoom would refuse every signature. A variable and its `_FILE` twin may differ, so with both set it would be a guess which one counts.",
    todo: "Set the missing half under the name in the message, or remove the half that is there. Of a variable and its `_FILE` twin keep one.",
  },
  "credentials-missing": {
    title: "There are no credentials to sign with",
    see: "None of the variables that can hold the key and the secret is set, in the environment or in `.env`.",
    why: "A signature is made with the client id and the client secret of a Zoom app that has the Meeting SDK switched on.",
    todo: "Set `ZOOM_MEETING_SDK_KEY` to the client id and `ZOOM_MEETING_SDK_SECRET` to the client secret. Both stand in Zoom's Marketplace: your app, Basic Information, App Credentials.",
  },
  "expiration-seconds-invalid": {
    title: "The lifetime is not one that Zoom takes",
    see: "Nothing is signed. `expirationSeconds` is no whole number from 1800 to 172800.",
    why: "Zoom refuses a signature that lives less than half an hour or more than 48 hours. It counts in seconds; a value in milliseconds is far too large.",
    todo: "Leave it out for two hours, or give whole seconds in that range. On the command line `--valid-for 90m` says it in words.",
  },
  "meeting-number-invalid": {
    title: "This is no meeting number",
    see: "The message shows what was given. A number has 9 to 11 digits; spaces and dashes do not matter, and an invite link is read too.",
    why: "The number becomes the claim `mn`, and Zoom compares it with the meeting that is joined. A meeting's UUID, a personal link name or a number cut short signs well and never joins.",
    todo: "Give the number as the invitation shows it, or the invite link. In Zoom's API it is `id`, not `uuid`. For a personal link open it once and take the number from there.",
  },
  "role-invalid": {
    title: "The role is neither 0 nor 1",
    see: "Nothing is signed. `role` is text, missing, or another number.",
    why: "The claim `role` is the number 0 for a participant or 1 for a host. Any other value makes a signature that Zoom refuses.",
    todo: "Give the number 0 or 1; text that came out of a form has to be compared, not converted. On the command line `participant` and `host` are taken too. A host also needs a ZAK to start the meeting.",
  },
  "sdk-key-invalid": {
    title: "The SDK key cannot be a client id",
    see: "The message says what is wrong with it: missing, a placeholder, white space in it, quotes at its ends, characters that no client id has.",
    why: "The key becomes the claims `appKey` and `sdkKey`. Zoom looks the app up by it, and a single stray character finds no app.",
    todo: "Copy the client id again from Zoom's Marketplace: your app, Basic Information, App Credentials. In a `.env` file write it without quotes and without a space after `=`.",
  },
  "sdk-secret-invalid": {
    title: "The SDK secret cannot be a client secret",
    see: "The message says what is wrong with it and shows none of it: missing, a placeholder, too short, white space in it, quotes at its ends.",
    why: "Every character of the secret goes into the signature. With a quote or a line break too many the signature is well formed and made with another secret, and Zoom answers that it is invalid.",
    todo: "Copy the client secret again from Zoom's Marketplace: your app, Basic Information, App Credentials. Take the secret of the same app as the key, and not the secret token for webhooks.",
  },
  "secret-is-public": {
    title: "The secret stands in a variable that ends in the page",
    see: "The variable's name begins with `VITE_`, `NEXT_PUBLIC_`, `REACT_APP_`, `EXPO_PUBLIC_` or `PUBLIC_`.",
    why: "Build tools copy variables of these names into what the browser loads. Whoever opens the page can read the secret there and sign as you, for any meeting and as its host.",
    todo: "Name it `ZOOM_MEETING_SDK_SECRET` and read it on the server only. If a page was ever built with it, have Zoom make a new secret.",
  },
  "signer-in-page": {
    title: "A signer was made in a page",
    see: "`createSigner` ran where there is a document, which means in a browser.",
    why: "A page that signs holds the secret, and so does everybody who opens it.",
    todo: "Sign on a server and let the page ask it for the signature; `countersign serve` is such a server. A test page that knows what it does passes `allowInPageForTests: true`.",
  },
  "video-webrtc-mode-invalid": {
    title: "The mode for video over WebRTC is neither 0 nor 1",
    see: "Nothing is signed. `videoWebRtcMode` is text, a truth value, or another number.",
    why: "The claim `video_webrtc_mode` is the number 1 or 0. When it is left out Zoom decides.",
    todo: "Give the number 1 for video over WebRTC, 0 for not, or leave it out.",
  },
};

import { inspect } from "@countersign/core";
import { h } from "./element.ts";
import { away, span, when } from "./moments.ts";

type Claims = { readonly [name: string]: unknown };

const MEANINGS: { readonly [claim: string]: (value: unknown, claims: Claims) => string } = {
  appKey: () => "The app’s client id: native SDKs and Web from 5.0.0 read it here",
  sdkKey: () => "The same again: Web up to 3.x reads it here",
  mn: () => "The one meeting it is good for",
  role: (value) => (value === 1 ? "Host: starts the meeting, with the host’s ZAK" : "Participant"),
  iat: (value) => `Issued ${moment(value)}; before now, for clocks that differ`,
  exp: (value, { iat }) => `Ends ${moment(value)}, ${span(Number(value) - Number(iat))} after the issue`,
  tokenExp: (value, { exp }) =>
    value === exp ? "The session’s end: the same, as in Zoom’s samples" : `The session ends ${moment(value)}`,
  video_webrtc_mode: (value) => (value === 1 ? "Video over WebRTC" : "Video not over WebRTC"),
};

function moment(value: unknown): string {
  const seconds = Number(value);
  return `${when(seconds)}, ${away(seconds - Date.now() / 1000)}`;
}

/** The claims of a signature, each with what it means. */
export function claimTable(signature: string): HTMLElement {
  const inspection = inspect(signature);
  const claims: Claims = ("payload" in inspection && inspection.payload) || {};
  const rows = Object.entries(claims).map(([name, value]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("code", {}, name)),
      h("td", {}, h("code", {}, JSON.stringify(value))),
      h("td", {}, MEANINGS[name]?.(value, claims) ?? ""),
    ),
  );
  const head = h("tr", {}, ...["Claim", "Value", "Meaning"].map((text) => h("th", { scope: "col" }, text)));
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Claims" },
    h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows)),
  );
}

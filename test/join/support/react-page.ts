/** Runs in the browser: `<ZoomMeeting>` in StrictMode, which mounts everything twice. */
import { ZoomMeeting } from "@countersign/join/react";
import { createElement, StrictMode } from "react";
import { createRoot } from "react-dom/client";

const told: string[] = [];
const place = document.getElementById("root");
if (!place) throw new Error("the page has no element for React");
const root = createRoot(place);

function show(version: string, endpoint: string): void {
  const meeting = createElement(ZoomMeeting, {
    endpoint,
    meetingNumber: "87270695528",
    userName: "Ada Lovelace",
    sdk: { version, from: "npm", baseUrl: `${location.origin}/sdk/${version}` },
    onState: ({ status }) => {
      if (told.at(-1) !== status) told.push(status);
    },
    onFailed: ({ code, zoom }) => void told.push(`${code} ${zoom?.code}`),
    container: { id: "meeting" },
  });
  root.render(createElement(StrictMode, null, meeting));
}

Object.assign(globalThis, { show, told, unmount: () => root.unmount() });

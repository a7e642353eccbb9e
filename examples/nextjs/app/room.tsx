"use client";

import { ZoomMeeting } from "@countersign/join/react";
import { type FormEvent, type ReactElement, useState } from "react";

/** What the server says to those whom it lets in. */
interface Invitation {
  readonly meetingNumber: string;
  readonly passcode: string;
}

export function Room(): ReactElement {
  const [joining, setJoining] = useState<Invitation & { readonly userName: string }>();
  const [words, setWords] = useState("");

  const enter = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const { name, code } = Object.fromEntries(new FormData(event.currentTarget));
    const response = await fetch("/api/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name, code }),
    });
    const said = await response.json();
    if (response.ok) setJoining({ ...(said as Invitation), userName: String(name) });
    else setWords(said.detail);
  };

  return (
    <>
      {!joining && (
        <form onSubmit={enter}>
          <label>
            Your name <input name="name" required maxLength={64} />
          </label>
          <label>
            Code of your invitation <input name="code" type="password" required />
          </label>
          <button type="submit">Join</button>
        </form>
      )}
      <p role="status">{words}</p>
      {joining && (
        <ZoomMeeting
          {...joining}
          endpoint="/api/signature"
          sdk={{ version: "6.2.0", from: "cdn" }}
          onState={(state) =>
            setWords(state.status === "failed" ? `${state.error.message}. ${state.error.help}` : state.status)
          }
        />
      )}
    </>
  );
}

import { ZoomMeeting } from "@countersign/join/react";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

/** Vite puts the SDK into a file of its own, which is loaded when somebody joins. */
const sdk = () => import("@zoom/meetingsdk/embedded");

function Room() {
  const [asked, setAsked] = useState();
  const [words, setWords] = useState("");

  const submit = (event) => {
    event.preventDefault();
    setAsked(Object.fromEntries(new FormData(event.currentTarget)));
  };

  return (
    <>
      {asked ? (
        <button type="button" onClick={() => setAsked(undefined)}>
          Leave
        </button>
      ) : (
        <form onSubmit={submit}>
          <label>
            Meeting number or invite link <input name="meetingNumber" required />
          </label>
          <label>
            Passcode <input name="passcode" />
          </label>
          <label>
            Your name <input name="userName" required />
          </label>
          <button type="submit">Join</button>
        </form>
      )}
      <p role="status">{words}</p>
      {asked && (
        <ZoomMeeting
          {...asked}
          endpoint="/v1/signature"
          sdk={sdk}
          onState={({ status, error }) => setWords(error ? `${error.message}. ${error.help}` : status)}
        />
      )}
    </>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <Room />
  </StrictMode>,
);

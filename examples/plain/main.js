import { JoinError, joinMeeting } from "@countersign/join";

const form = document.querySelector("form");
const status = document.querySelector("[role=status]");

/** Zoom's own server has every version's files; `from: "npm"` takes them from yours. */
const sdk = { version: "6.2.0", from: "cdn" };

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { meetingNumber, passcode, userName } = Object.fromEntries(new FormData(form));
  const control = new AbortController();
  form.stop.onclick = () => control.abort();
  form.stop.hidden = false;
  try {
    const joined = await joinMeeting({
      endpoint: form.action,
      meetingNumber,
      passcode,
      userName,
      view: "component",
      root: document.getElementById("meeting"),
      sdk,
      signal: control.signal,
      onStep: ({ step }) => {
        status.textContent = `Joining: ${step}`;
      },
    });
    status.textContent = "Joined.";
    addEventListener("pagehide", () => joined.leave());
  } catch (error) {
    if (!JoinError.is(error)) throw error;
    status.textContent = `${error.message}. ${error.help}`;
  } finally {
    form.stop.hidden = true;
  }
});

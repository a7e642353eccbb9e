import { CountersignError, parseMeetingNumber } from "@countersign/core";
import type { JoinView } from "@countersign/join";
import type { DevConfig } from "./config.ts";
import { element, make } from "./dom.ts";
import { grouped } from "./step-words.ts";

export interface Wanted {
  readonly meetingNumber: string;
  readonly passcode: string;
  readonly userName: string;
  readonly role: 0 | 1;
  readonly view: JoinView;
  readonly version: string;
}

export class Form {
  readonly element: HTMLFormElement = element("join-form", HTMLFormElement);
  readonly #meeting = element("meeting", HTMLInputElement);
  readonly #passcode = element("passcode", HTMLInputElement);
  readonly #name = element("name", HTMLInputElement);
  readonly #join = element("join", HTMLButtonElement);
  readonly #end = element("end", HTMLButtonElement);

  constructor(config: DevConfig, onEnd: () => void) {
    this.#offerVersions(config.sdkVersions);
    if (config.mode === "sandbox") this.#offerMeetings(config.meetings);
    this.#end.addEventListener("click", () => {
      onEnd();
      // The button that had the focus is gone.
      this.#join.focus({ preventScroll: true });
    });
    this.busy(false);
    this.#join.disabled = config.sdkVersions.length === 0;
  }

  busy(joining: boolean): void {
    this.#join.disabled = joining;
    this.#end.hidden = !joining;
  }

  /** The join ended without one: it can be tried again, with what it showed still there. */
  again(): void {
    this.#join.disabled = false;
  }

  /** What the person asks for, or nothing where a field has to be put right; the field says so. */
  read(): Wanted | undefined {
    const values = new FormData(this.element);
    const meeting = this.#readMeeting();
    const userName = this.#name.value.trim();
    this.#say("name", userName === "" ? "The SDK wants a name: 1 character or more." : "");
    if (!meeting || userName === "") {
      this.element.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      return undefined;
    }
    return {
      meetingNumber: meeting.meetingNumber,
      passcode: this.#passcode.value || (meeting.pwd ?? ""),
      userName,
      role: values.get("role") === "1" ? 1 : 0,
      view: values.get("view") === "client" ? "client" : "component",
      version: String(values.get("version")),
    };
  }

  #readMeeting(): { meetingNumber: string; pwd?: string } | undefined {
    try {
      const meeting = parseMeetingNumber(this.#meeting.value);
      this.#say("meeting", "");
      return meeting;
    } catch (error) {
      if (!CountersignError.is(error)) throw error;
      this.#say("meeting", `${error.message}. ${error.help}`);
      return undefined;
    }
  }

  #say(field: "meeting" | "name", text: string): void {
    const line = element(`${field}-error`, HTMLElement);
    line.textContent = text;
    line.hidden = text === "";
    element(field, HTMLInputElement).setAttribute("aria-invalid", String(text !== ""));
  }

  #offerVersions(versions: readonly string[]): void {
    const fieldset = element("versions", HTMLFieldSetElement);
    fieldset.hidden = versions.length === 0;
    versions.forEach((version, index) => {
      const label = make("label", "", "");
      const radio = make("input", "", "");
      Object.assign(radio, { type: "radio", name: "version", value: version, checked: index === 0 });
      label.append(radio, ` ${version}`);
      fieldset.append(label);
    });
  }

  #offerMeetings(meetings: DevConfig["meetings"]): void {
    const list = element("meetings", HTMLElement);
    list.hidden = meetings.length === 0;
    const buttons = meetings.map((meeting) => {
      const button = make("button", "", "");
      button.type = "button";
      button.append(
        make("span", "number", grouped(meeting.meetingNumber)),
        make("span", "what", meeting.topic ?? ""),
      );
      button.addEventListener("click", () => choose(meeting, button));
      const item = document.createElement("li");
      item.append(button);
      list.querySelector("ul")?.append(item);
      return button;
    });
    const choose = (meeting: DevConfig["meetings"][number], chosen: HTMLButtonElement): void => {
      this.#meeting.value = grouped(meeting.meetingNumber);
      this.#passcode.value = meeting.passcode ?? "";
      this.#say("meeting", "");
      for (const button of buttons) button.setAttribute("aria-pressed", String(button === chosen));
    };
    const [first] = meetings;
    const [firstButton] = buttons;
    if (first && firstButton) choose(first, firstButton);
    this.#meeting.addEventListener("input", () => {
      for (const button of buttons) button.setAttribute("aria-pressed", "false");
    });
  }
}

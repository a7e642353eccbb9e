import { type JoinWish, WISH_VALUES } from "../../src/plan/index.ts";

/** A day before the rule about meetings of other accounts, and the first day of it. */
export const DAYS = ["2026-03-01", "2026-03-02"] as const;

/** Versions on both sides of every bound, by platform; none given is a case of its own. */
export const VERSIONS = {
  web: [undefined, "3.13.2", "4.1.0", "5.0.0", "6.2.0"],
  native: [undefined, "5.17.4", "5.17.5", "7.1.0"],
  "react-native": [undefined, "6.6.0", "7.0.5"],
} as const;

/** Every wish there is, but for days and versions that are alike. */
export function everyWish(): JoinWish[] {
  const wishes: JoinWish[] = [];
  for (const meetingOf of WISH_VALUES.meetingOf)
    for (const role of WISH_VALUES.role)
      for (const participant of WISH_VALUES.participant)
        for (const registration of WISH_VALUES.registration)
          for (const signInRequired of WISH_VALUES.signInRequired)
            for (const kind of WISH_VALUES.kind)
              for (const passcode of WISH_VALUES.passcode)
                for (const platform of WISH_VALUES.platform)
                  for (const on of DAYS)
                    for (const sdkVersion of VERSIONS[platform]) {
                      wishes.push({
                        meetingOf,
                        role,
                        participant,
                        registration,
                        signInRequired,
                        kind,
                        passcode,
                        platform,
                        on,
                        ...(sdkVersion !== undefined && { sdkVersion }),
                      });
                    }
  return wishes;
}

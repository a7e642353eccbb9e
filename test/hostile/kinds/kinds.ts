import { HTTP_FORMS } from "../../../packages/server/test/bad-input/http-forms.ts";
import { JSON_FORMS } from "../../../packages/server/test/bad-input/json-forms.ts";
import { LIFETIMES } from "../../../packages/server/test/bad-input/lifetimes.ts";
import { MEETING_NUMBERS } from "../../../packages/server/test/bad-input/meeting-numbers.ts";
import { ROLES } from "../../../packages/server/test/bad-input/roles.ts";
import type { Row } from "../../../packages/server/test/bad-input/row.ts";
import { type Kind, kindOf } from "../support/kind.ts";
import { CREDENTIALS } from "./credentials.ts";
import { HEADER_FORMS, REQUEST_LINES } from "./http-forms.ts";
import { JSON_TEXTS } from "./json-texts.ts";

/** Those of the tables that any route can be sent: no path, no method and no refusal of HTTP's own. */
const anywhere = ({ send, overHttpOnly }: Row): boolean =>
  send.path === undefined && send.method === undefined && overHttpOnly !== true;

const rows = [...ROLES, ...MEETING_NUMBERS, ...LIFETIMES, ...JSON_FORMS, ...HTTP_FORMS].filter(anywhere);

/** Of the tables of the app, which it is also tested with in process. */
export const OF_THE_APP: readonly Kind[] = rows.map(kindOf);

/** Bad in themselves: no route may answer one of them with anything but a refusal. */
export const KINDS: readonly Kind[] = [...JSON_TEXTS, ...CREDENTIALS, ...REQUEST_LINES, ...HEADER_FORMS];

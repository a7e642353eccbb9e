import type { ReactElement } from "react";
import { Room } from "./room";

export default function Page(): ReactElement {
  return <Room />;
}

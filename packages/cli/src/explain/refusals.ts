/** The words stand beside the codes, for the server answers with them too. */
export { REFUSALS } from "@countersign/core";

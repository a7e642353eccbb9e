interface Attestations {
  readonly attestations?: readonly { readonly predicateType?: string; readonly bundle?: object }[];
}

/** The bundle with SLSA provenance in what npm answers. @param name For the error. */
export function provenanceOf(answer: unknown, name: string): object {
  const { attestations = [] } = (answer ?? {}) as Attestations;
  const found = attestations.find(({ predicateType }) =>
    predicateType?.startsWith("https://slsa.dev/provenance/"),
  );
  if (found?.bundle === undefined) throw new Error(`npm has no provenance of ${name}`);
  return found.bundle;
}

/** The little of jsrsasign that tests and benchmarks call; it comes without types. */
declare module "jsrsasign" {
  type HmacKey = string | { readonly utf8: string };

  const jsrsasign: {
    readonly KJUR: {
      readonly jws: {
        readonly JWS: {
          sign(algorithm: "HS256", header: string, payload: string, key: HmacKey): string;
          verifyJWT(
            jwt: string,
            key: HmacKey,
            accept: { readonly alg: readonly string[]; readonly verifyAt: number },
          ): boolean;
        };
      };
    };
  };
  export default jsrsasign;
}

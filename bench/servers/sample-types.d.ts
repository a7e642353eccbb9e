// As much of these two as express-sample.ts uses; their own types are sixty files more to install.
declare module "cors" {
  const cors: () => (request: unknown, response: unknown, next: () => void) => void;
  export default cors;
}

declare module "express" {
  interface Request {
    readonly body: unknown;
  }
  interface Response {
    status(code: number): Response;
    json(body: unknown): Response;
  }
  type Handler = (request: Request, response: Response) => unknown;
  type Middleware = (request: unknown, response: unknown, next: () => void) => void;
  interface Application {
    use(middleware: Middleware): void;
    post(path: string, handler: Handler): void;
    listen(port: number, host: string, listening: () => void): void;
  }
  const express: { (): Application; json(): Middleware };
  export default express;
}

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * The page asks its own origin for a signature, and Vite hands that on: no CORS is needed. With its `Host` as it is:
 * the signing server answers only pages of the origin that it is asked by.
 */
const target = process.env.SIGNING_SERVER ?? "http://localhost:4000";
const proxy = { "/v1": { target, changeOrigin: false } };

export default defineConfig({
  plugins: [react()],
  server: { proxy },
  preview: { proxy },
});

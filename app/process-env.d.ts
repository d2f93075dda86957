// @remix-run/node declares that every environment has NODE_ENV. One that we make for a child process need not.
declare namespace NodeJS {
  interface ProcessEnv {
    NODE_ENV?: "development" | "production" | "test";
  }
}

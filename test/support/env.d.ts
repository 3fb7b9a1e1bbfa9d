// The types of `env` and `exports` of `cloudflare:workers` in the worker tests.

/// <reference types="@cloudflare/vitest-plugin/types" />

declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('../../worker/index.ts');
  }
  interface Env extends Omit<import('../../worker/http/env.ts').Env, never> {
    TEST_MIGRATIONS: import('cloudflare:test').D1Migration[];
  }
}

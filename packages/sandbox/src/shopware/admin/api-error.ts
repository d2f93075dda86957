/** What the Admin API answers where it does not do what was asked. */
export interface ApiError {
  status: 400 | 401 | 403 | 404 | 429;
  code: string;
  title: string;
  detail: string | null;
  /** JSON pointer to what is wrong. */
  pointer?: string;
  parameters?: Record<string, unknown>;
  retryAfterSeconds?: number;
}

/** Thrown inside of a search, and made an answer of by the API. */
export class ApiRefusal extends Error {
  readonly error: ApiError;
  constructor(error: ApiError) {
    super(error.code);
    this.error = error;
  }
}

/** In the shape of JSON:API, as Shopware prints it. */
export function errorBody({ status, code, title, detail, pointer, parameters }: ApiError): unknown {
  // The OAuth library prints its errors with the code first and no `meta`.
  if (parameters === undefined) return { errors: [{ code, status: String(status), title, detail }] };
  // PHP writes an empty map as a list.
  const isEmpty = Object.keys(parameters).length === 0;
  const source = pointer === undefined ? {} : { source: { pointer } };
  return {
    errors: [
      { status: String(status), code, title, detail, ...source, meta: { parameters: isEmpty ? [] : parameters } },
    ],
  };
}

export function badRequest(
  code: string,
  detail: string,
  parameters: Record<string, unknown>,
  pointer?: string,
): ApiError {
  return { status: 400, code, title: "Bad Request", detail, parameters, ...(pointer === undefined ? {} : { pointer }) };
}

/** The privileges are in a JSON text inside of `detail`. */
export function missingPrivileges(privileges: readonly string[]): ApiError {
  const detail = JSON.stringify({ message: "Missing privilege", missingPrivileges: privileges });
  return { status: 403, code: "FRAMEWORK__MISSING_PRIVILEGE_ERROR", title: "Forbidden", detail, parameters: {} };
}

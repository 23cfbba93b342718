import { expect } from "vitest";
import { Spec } from "./spec.ts";

export const ADDRESS = "https://api.apimart.ai";
export const MODEL = "doubao-seedance-4-5";
export const LITE = "doubao-seedream-5-0-lite";
export const KEYED = { "x-apimart-response-version": "2026-07-27" } as const;

const spec = new Spec("apimart");
const key = { authorization: "Bearer test-key" };

type Headers = Readonly<Record<string, string>>;

/** Sends a submission. Fields that the test leaves out make a small valid request. */
export function submit(body: object | string, headers: Headers = {}, address = ADDRESS): Promise<Response> {
  return fetch(`${address}/v1/images/generations`, {
    method: "POST",
    headers: { ...key, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify({ model: MODEL, prompt: "A red kite", ...body }),
  });
}

/** Submits a request, and returns the task's id. */
export async function submitted(body: object): Promise<string> {
  const response = await submit(body);
  const { data } = await bodyOf<{ data: [{ task_id: string }] }>("submitImages", response);
  return data[0].task_id;
}

export function poll(id: string, headers: Headers = {}, address = ADDRESS): Promise<Response> {
  return fetch(`${address}/v1/tasks/${id}?language=en`, { headers: { ...key, ...headers } });
}

export interface TaskBody {
  readonly id: string;
  readonly status: string;
  readonly progress: number;
  readonly created: number;
  readonly completed?: number;
  readonly result?: { readonly images: readonly { readonly url: string | string[]; readonly expires_at: number }[] };
  readonly error?: { readonly code: unknown; readonly message: string };
}

/** Polls a task, and returns its state. */
export async function task(id: string): Promise<TaskBody> {
  const response = await poll(id);
  expect(response.status).toBe(200);
  return (await bodyOf<{ data: TaskBody }>("getTask", response)).data;
}

export function upload(file: Blob | string, name = "photo.jpg", address = ADDRESS): Promise<Response> {
  const form = new FormData();
  if (typeof file === "string") form.set("file", file);
  else form.set("file", file, name);
  return fetch(`${address}/v1/uploads/images`, { method: "POST", headers: key, body: form });
}

/** Returns the body of a response, checked against the spec. */
export async function bodyOf<T>(operation: string, response: Response): Promise<T> {
  const body = await response.json();
  spec.expectBody(operation, response.status, "application/json", body);
  return body as T;
}

/** Returns the error of a refusal, checked against the spec. */
export async function expectRefusal(
  response: Response,
  operation = "submitImages",
): Promise<{ code?: unknown; message: string; type: string }> {
  const body = await bodyOf<{ error: { code?: unknown; message: string; type: string } }>(operation, response);
  return body.error;
}

/** A submission that the provider works on by itself. Plain JSON: keep it, and wait for it in any process. */
export interface TaskHandle {
  readonly provider: string;
  /** The provider's id of the task. */
  readonly id: string;
  /** Ids of all tasks, where the provider made several of one submission; `id` is the first. */
  readonly ids?: readonly string[] | undefined;
  /** Wire id of the model. */
  readonly model: string;
  /** Most images that the task may make. */
  readonly count: number;
  /** When it was submitted, in ms since 1970. */
  readonly submittedAt: number;
}

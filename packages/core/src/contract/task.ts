/** Handle of a submission that the provider works on by itself. Plain JSON: any process can wait for the task. */
export interface TaskHandle {
  readonly provider: string;
  /** The provider's id of the task. */
  readonly id: string;
  /** Ids of all tasks, if the provider made several for one submission; `id` is the first. */
  readonly ids?: readonly string[] | undefined;
  /** Wire id of the model. */
  readonly model: string;
  /** Most images that the task may make. */
  readonly count: number;
  /** Time of the submission, in ms since 1970. */
  readonly submittedAt: number;
}

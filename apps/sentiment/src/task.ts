/** What the model says of a text, each by a head of its own. */
export const tasks: {
  readonly polarity: readonly string[];
  readonly emotion: readonly string[];
} = {
  /** Is it for or against? */
  polarity: ['negative', 'positive'],
  /** The groups of GoEmotions (Demszky et al. 2020). */
  emotion: ['negative', 'neutral', 'ambiguous', 'positive'],
};

/** Name of a task. */
export type TaskName = keyof typeof tasks;

/** The tasks in their order. */
export const taskNames: readonly TaskName[] = ['polarity', 'emotion'];

/** A text and what is known of it: the number of its class in one of the tasks. */
export interface LabelledText {
  readonly text: string;
  readonly task: TaskName;
  readonly label: number;
}

/** The same as ids. */
export interface LabelledIds {
  readonly ids: readonly number[];
  readonly task: TaskName;
  readonly label: number;
}

import type { CommandContext } from "./context";

/** The types that a parameter's value can have. */
export const types = { string: "string", int: "int" } as const;

export type ParameterType = keyof typeof types;

/** A parameter of a task. */
export interface Parameter {
  /** In camelCase; on the command line it is written with hyphens. */
  readonly name: string;
  readonly description: string;
  /** A flag has no value: it is there or not. A list takes the words that belong to no other parameter. */
  readonly kind: "required" | "optional" | "flag" | "list";
  readonly type: ParameterType;
  readonly defaultValue?: unknown;
}

/** What a task does. It prints, and sets the exit code. */
type TaskAction = (args: never, context: CommandContext) => Promise<unknown>;

/**
 * A task as it is written down once, for whatever program runs it: Hardhat (hardhat.ts) or the command `colophon` (bin/). The
 * methods that build it are named as Hardhat's are.
 */
export class TaskDefinition {
  readonly parameters: Parameter[] = [];
  #action: TaskAction | undefined;

  constructor(
    readonly scope: string,
    readonly name: string,
    readonly description: string,
  ) {}

  addParam(name: string, description: string, defaultValue: undefined, type: ParameterType): this {
    return this.#add({ name, description, kind: "required", type, defaultValue });
  }

  addOptionalParam(name: string, description: string, defaultValue: unknown, type: ParameterType): this {
    return this.#add({ name, description, kind: "optional", type, defaultValue });
  }

  addFlag(name: string, description: string): this {
    return this.#add({ name, description, kind: "flag", type: types.string, defaultValue: false });
  }

  addOptionalVariadicPositionalParam(
    name: string,
    description: string,
    defaultValue: readonly unknown[] = [],
    type: ParameterType = types.string,
  ): this {
    return this.#add({ name, description, kind: "list", type, defaultValue });
  }

  setAction(action: TaskAction): void {
    this.#action = action;
  }

  /** @throws Error where the definition has none yet */
  get action(): TaskAction {
    if (this.#action === undefined) throw new Error(`the task ${this.scope} ${this.name} does nothing`);
    return this.#action;
  }

  #add(parameter: Parameter): this {
    this.parameters.push(parameter);
    return this;
  }
}

/** A subject of tasks. */
export class Scope {
  /** Those that are loaded: a program loads the folder of the scope that it needs. */
  readonly tasks: TaskDefinition[] = [];

  constructor(
    readonly name: string,
    readonly description: string,
  ) {}

  task(name: string, description: string): TaskDefinition {
    const definition = new TaskDefinition(this.name, name, description);
    this.tasks.push(definition);
    return definition;
  }
}

/** How a parameter is written on the command line: skipBad is --skip-bad. */
export function optionOf({ name }: Pick<Parameter, "name">): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

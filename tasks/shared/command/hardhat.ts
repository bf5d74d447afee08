import { scope as hardhatScope, task as hardhatTask, types } from "hardhat/config";
import type { ConfigurableTaskDefinition } from "hardhat/types";

import type { Parameter, Scope } from "./definition";

/** Makes Hardhat tasks of the tasks that are loaded. */
export function defineForHardhat(scopes: readonly Scope[]): void {
  for (const { name, description, tasks } of scopes) {
    const scope = name === "" ? { task: hardhatTask } : hardhatScope(name, description);
    for (const task of tasks) {
      const definition = scope.task(task.name, task.description);
      for (const parameter of task.parameters) addParameter(definition, parameter);
      // Hardhat gives a task what its parameters say, and its environment, which is a context.
      definition.setAction((args, environment) => task.action(args as never, environment));
    }
  }
}

function addParameter(
  definition: ConfigurableTaskDefinition,
  { name, description, kind, type, defaultValue }: Parameter,
): void {
  switch (kind) {
    case "flag":
      definition.addFlag(name, description);
      break;
    case "required":
      definition.addParam(name, description, undefined, types[type]);
      break;
    case "optional":
      definition.addOptionalParam<unknown>(name, description, defaultValue, types[type]);
      break;
    case "list":
      definition.addOptionalVariadicPositionalParam<unknown>(name, description, defaultValue as unknown[], types[type]);
      break;
  }
}

import type { SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { usePreferences } from "#app/root.tsx";
import { PublicShell } from "#app/ui/index.ts";
import { SecondStepOver } from "./second-step-over.tsx";

/** Why a code was not taken. */
export interface RefusedCode {
  result: SubmissionResult<string[]>;
  retryMinutes: number;
}

interface SecondStepPageProps {
  next: string;
  /** whether there is anything to give a code for */
  open: boolean;
  answer: RefusedCode | { over: true } | undefined;
  form: (refused: RefusedCode | undefined) => ReactNode;
}

/** Asks for a code of one kind, or says that it is too late for any. */
export function SecondStepPage({ next, open, answer, form }: SecondStepPageProps) {
  const isOver = answer !== undefined && "over" in answer;
  return (
    <PublicShell preferences={usePreferences()}>
      {isOver || !open ? <SecondStepOver next={next} /> : form(answer)}
    </PublicShell>
  );
}

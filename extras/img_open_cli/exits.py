"""How a command can end."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes; MEANINGS says them in words."""

    OK = 0
    FAULT = 1
    USAGE = 2
    CONFIGURATION = 3
    REFUSED = 4
    NO_ANSWER = 5
    NOT_AS_DOCUMENTED = 6
    TASK_FAILED = 7
    TIMED_OUT = 8
    NOT_SAVED = 9
    INTERRUPTED = 130


MEANINGS = {
    Exit.OK: "done",
    Exit.FAULT: "a fault of this program, or stdout was closed early, as by head",
    Exit.USAGE: "wrong usage; nothing was sent",
    Exit.CONFIGURATION: "keys, base URL or an extra are missing or unusable; nothing was sent",
    Exit.REFUSED: "the service refused",
    Exit.NO_ANSWER: "no answer came; after a submit the message names the businessTaskId to ask for",
    Exit.NOT_AS_DOCUMENTED: "the answer is not in the documented form",
    Exit.TASK_FAILED: "the task failed or was lost",
    Exit.TIMED_OUT: "the task did not end in time; the message says how to resume",
    Exit.NOT_SAVED: "a picture could not be saved",
    Exit.INTERRUPTED: "Ctrl-C; where a task was waited for, the message says how to resume",
}


class CliError(Exception):
    """Ends the command with an exit code and one paragraph on stderr."""

    def __init__(self, code: Exit, message: str) -> None:
        super().__init__(message)
        self.code = code

"""The spec alone: is it valid OpenAPI 3.1, and does it keep the project's own rules?"""

from collections.abc import Callable, Sequence

from openapi_spec_validator import OpenAPIV31SpecValidator

from contract import lint_operations, lint_schemas, lint_tasks
from contract.mismatch import Report
from contract.spec import FILE, Spec
from contract.values import Words, join

Rule = Callable[[Spec, Report], None]

RULES: Sequence[Rule] = (
    lint_operations.ids_are_plain_and_unique,
    lint_operations.one_tag,
    lint_operations.summary_and_description,
    lint_operations.page_is_named,
    lint_operations.success_is_described,
    lint_operations.placeholders_are_parameters,
    lint_operations.callback_url_is_in_the_request,
    lint_operations.extensions_are_known,
    lint_operations.assumptions_have_a_reason,
    lint_operations.examples_are_valid,
    lint_operations.lists_are_counted,
    lint_operations.tools_lie_below_their_query,
    lint_schemas.objects_are_components,
    lint_schemas.forms_are_few,
    lint_schemas.keywords_are_known,
    lint_schemas.names_fit_python,
    lint_schemas.no_default,
    lint_schemas.open_enums_name_integers,
    lint_schemas.aliases_are_the_same,
    lint_schemas.bounds_of_texts_hold,
    lint_tasks.tasks_are_in_form,
    lint_tasks.task_pointers_lead_somewhere,
    lint_tasks.task_query_exists,
    lint_tasks.statuses_are_classified,
    lint_tasks.retries_are_in_form,
    lint_tasks.task_answers_are_in_form,
)


def lint(spec: Spec, rules: Sequence[Rule] = RULES) -> Report:
    """Every rule over the document; an invalid document is judged by no further rule."""
    report = validity(spec)
    if not report.mismatches:
        for rule in rules:
            rule(spec, report)
    return report


def validity(spec: Spec) -> Report:
    """Whether the document is valid OpenAPI 3.1."""
    report = Report("spec")
    for error in OpenAPIV31SpecValidator(spec.document).iter_errors():
        pointer = join("", *error.absolute_path)
        report.fail("the document", pointer, Words("OpenAPI 3.1"), Words(error.message), FILE)
    report.ok("the document")
    return report

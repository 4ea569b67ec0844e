export { AppShell, type AppShellProps, type NavigationItem, type NavigationSection } from "./app-shell.tsx";
export { AssignmentList, type AssignmentListProps } from "./assignment-list.tsx";
export { Badge, type BadgeProps, type Tone } from "./badge.tsx";
export { Brand } from "./brand.tsx";
export { Button, ButtonLink, type ButtonLook } from "./button.tsx";
export { type Change, changeFrom, type Measured } from "./change.ts";
export { type Better, ChangeMark } from "./change-mark.tsx";
export { ConfirmLink, ConfirmPage, type ConfirmProps } from "./confirm.tsx";
export { conformErrors, conformField, type Say } from "./conform.ts";
export { CopyField } from "./copy-field.tsx";
export { type Column, DataTable, type DataTableProps, type Direction } from "./data-table.tsx";
export { DefinitionList } from "./definition-list.tsx";
export { EmptyState, type EmptyStateProps } from "./empty-state.tsx";
export { ErrorPage, type ErrorPageProps } from "./error-page.tsx";
export { ErrorSummary, type ErrorSummaryProps } from "./error-summary.tsx";
export { Field, type FieldProps } from "./field.tsx";
export {
  ChoicesField,
  DateField,
  MoneyField,
  type Option,
  SelectField,
  TextareaField,
  TextField,
} from "./fields.tsx";
export { FigureLink, type FigureLinkProps } from "./figure-link.tsx";
export { FilterForm, type FilterFormProps } from "./filter-form.tsx";
export { Flash } from "./flash.tsx";
export { FormActions } from "./form-actions.tsx";
export { KeptInputs, type SearchPairs } from "./kept-inputs.tsx";
export { Kpi, KpiBoard, type KpiProps } from "./kpi.tsx";
export { Link } from "./link.tsx";
export { PageHeader, type PageHeaderProps } from "./page-header.tsx";
export { Pager, type PagerProps } from "./pager.tsx";
export { PeriodPicker, type PeriodPickerProps, type PeriodPreset } from "./period-picker.tsx";
export { PopoverForm, type PopoverFormProps } from "./popover-form.tsx";
export { Preferences, type PreferencesProps } from "./preferences.tsx";
export { PublicShell } from "./public-shell.tsx";
export { Columns, Section, type SectionProps } from "./section.tsx";
export { SkipLink } from "./skip-link.tsx";
export { StateFilter, type StateFilterProps } from "./state-filter.tsx";
export { type Step, Steps } from "./steps.tsx";
export { SubmitButton, type SubmitButtonProps } from "./submit-button.tsx";
export { TagMark, TagMarks } from "./tag-mark.tsx";
export { Timeline, type TimelineItem } from "./timeline.tsx";
export { VersionTable } from "./version-table.tsx";

import { useI18n } from "#app/i18n/index.ts";
import {
  ButtonLink,
  ChoicesField,
  DateField,
  FilterForm,
  Flash,
  PageHeader,
  Pager,
  SelectField,
} from "#app/ui/index.ts";
import { LeadsTable } from "./leads-table.tsx";
import { leads, sources } from "./samples.ts";
import { galleryWords } from "./words.ts";

export function ListScreen() {
  const { m, locale } = useI18n();
  const words = galleryWords(locale);
  return (
    <>
      <Flash>{words.flashGood}</Flash>
      <Flash tone="warn">{words.flashWarn}</Flash>
      <Flash tone="bad">{words.flashBad}</Flash>
      <PageHeader
        title={m.leads.title}
        actions={
          <>
            <ButtonLink to="export" look="quiet">
              {words.export}
            </ButtonLink>
            <ButtonLink to="/o/demo/leads/new">{words.newLead}</ButtonLink>
          </>
        }
      />
      <Filters active={2} />
      <LeadsTable rows={leads} caption={m.leads.title} sort={{ key: "entered", direction: "desc" }} />
      <Pager previous="?before=x" next="?after=y" />
    </>
  );
}

export function EmptyScreen() {
  const { m } = useI18n();
  return (
    <>
      <PageHeader title={m.leads.title} />
      <Filters active={0} />
      <LeadsTable rows={[]} caption={m.leads.title} />
    </>
  );
}

function Filters({ active }: { active: number }) {
  const { m, locale } = useI18n();
  const words = galleryWords(locale);
  return (
    <FilterForm active={active} clearHref="/o/demo/leads" keep={[["sort", "entered"]]}>
      <ChoicesField
        name="status"
        legend={words.stage}
        options={Object.entries(m.leads.status).map(([value, label]) => ({ value, label }))}
        selected={active === 0 ? [] : ["qualified", "won"]}
        className="w-full"
      />
      <SelectField
        name="source"
        label={words.source}
        blank={m.common.form.any}
        options={sources.map(({ key }) => ({ value: key, label: key }))}
      />
      <DateField name="from" label={m.common.period.from} />
      <DateField name="to" label={m.common.period.to} />
    </FilterForm>
  );
}

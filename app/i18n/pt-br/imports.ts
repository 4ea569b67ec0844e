import type { en } from "../en/index.ts";
import { counted } from "../plural.ts";

const columns = (n: number) => counted("pt-BR", n, { one: "coluna", other: "colunas" });

export const imports: typeof en.imports = {
  reasons: {
    blank: () => "está em branco",
    tooLong: (length, most) => `tem ${length} caracteres, o máximo é ${most}`,
    noText: () => "tem caracteres que não são texto",
    email: (cell) => `era esperado um e-mail, veio ${cell}`,
    phone: (cell) => `era esperado um telefone, veio ${cell}`,
    phoneWithCountry: (cell) =>
      `era esperado um telefone com o código do país, como +5511987654321, veio ${cell}`,
    instant: (cell) => `era esperado um horário com fuso, como 2026-01-31T14:30:00Z, veio ${cell}`,
    date: (pattern, cell) => `era esperada uma data como ${pattern}, veio ${cell}`,
    toCome: (cell) => `ainda está no futuro: ${cell}`,
    amount: (digits, mark, cell) =>
      `era esperado um valor com no máximo ${digits} casas decimais, separadas por ${mark}, veio ${cell}`,
    status: (words, cell) => `era esperado um destes: ${words}; veio ${cell}`,
    columns: (found, expected) => `tem ${columns(found)}, a primeira linha tem ${expected}`,
    statusOfWon: (status) => `o status é ${status}, mas há uma data de fechamento`,
    wonWithoutDate: () => "um lead fechado precisa da data em que foi fechado",
    notLost: (status) => `o lead não está perdido, e sim ${status}`,
    deleted: () => "o lead com este id foi excluído",
    noLead: () => "não há lead com este id",
    sameId: (line) => `é o mesmo da linha ${line}`,
    noMentee: (name) => `não há mentorado chamado ${name}`,
    severalMentees: (name) => `há mais de um mentorado chamado ${name}`,
    archivedMentee: (name) => `o mentorado ${name} está arquivado e não recebe leads`,
    archivedCohort: (mentee, cohort) =>
      `não há mentorado chamado ${mentee}, e a turma ${cohort} está arquivada e não recebe nenhum`,
    refused: (message) => `o banco de dados recusa: ${message}`,
  },
  problems: {
    empty: (file) => `${file} está vazio.`,
    noCsv: (file) => `${file} não é um arquivo CSV.`,
    archive: (file) =>
      `${file} não é um arquivo CSV, e sim uma planilha ou um arquivo compactado. Salve como CSV UTF-8.`,
    utf16: (file) => `${file} está em UTF-16. Salve o arquivo como CSV UTF-8.`,
    notUtf8: (file, line) => `${file}, linha ${line}: não está em UTF-8. Salve o arquivo como CSV UTF-8.`,
    openQuote: (file, line) => `${file}, linha ${line}: há aspas que nunca são fechadas.`,
    broken: (file, line, message) => `${file}, linha ${line}: ${message}.`,
    noColumn: (file, column, columns) => `${file} não tem a coluna ${column}. As colunas são: ${columns}.`,
    columnTwice: (file, column) => `${file} tem a coluna ${column} duas vezes.`,
    swept: (file) => `${file} foi enviado há tempo demais e não está mais aqui. Envie de novo.`,
    gaveUp: () =>
      "O servidor parou no meio, várias vezes. Nada foi importado. Tente de novo ou fale com o operador.",
    gaveUpReverting: () =>
      "O servidor parou no meio, várias vezes. Nada foi desfeito. Tente de novo ou fale com o operador.",
    changedSince: (leads) =>
      `Nada foi desfeito: alguém já trabalhou em ${counted("pt-BR", leads, { one: "lead", other: "leads" })} desta importação.`,
  },
};

import type { en } from "../en/index.ts";
import { counted } from "../plural.ts";

const columns = (n: number) => counted("pt-BR", n, { one: "coluna", other: "colunas" });

export const imports: typeof en.imports = {
  title: "Importações",
  new: "Importar leads",
  line: "Linha",
  reason: "Motivo",
  toLeads: "Ver os leads",
  uploadedBy: (when, who) => `Enviado em ${when} por ${who}`,
  nothingImported: "Nada foi importado.",
  states: {
    uploading: "Em envio",
    uploaded: "Enviado",
    rehearsed: "Ensaiado",
    queued: "Na fila",
    running: "Em andamento",
    done: "Importado",
    failed: "Falhou",
    reverted: "Desfeito",
  },
  tasks: { rehearse: "Em ensaio", import: "Sendo importado", revert: "Sendo desfeito" },
  counts: { created: "Criados", updated: "Atualizados", unchanged: "Sem mudança", rejected: "Rejeitados" },
  did: {
    created: "Leads novos.",
    updated: "Leads que o arquivo mudou.",
    unchanged: "Leads que já estavam como no arquivo.",
    rejected: "Linhas que ficaram de fora.",
  },
  would: {
    created: "Leads novos, depois de importar.",
    updated: "Leads que o arquivo mudaria.",
    unchanged: "Leads que já estão como no arquivo.",
    rejected: "Linhas que ficariam de fora.",
  },
  list: {
    file: "Arquivo",
    state: "Situação",
    by: "Por",
    byCommand: "linha de comando",
    at: "Quando",
    empty: "Nada foi importado ainda",
    emptyHint:
      "Envie um arquivo de leads em CSV. Você diz o que é cada coluna e vê o que mudaria antes que algo mude.",
  },
  upload: {
    text: "Envie seus leads em CSV. Nada muda ainda: depois você diz o que é cada coluna e vê o que aconteceria.",
    file: "Arquivo",
    hint: (megabytes) =>
      `CSV em UTF-8, com vírgulas, ponto e vírgula ou tabulações; a primeira linha traz os nomes das colunas. No máximo ${megabytes} MB.`,
    send: "Enviar",
    sending: "Enviando…",
  },
  mapping: {
    title: "O que é cada coluna?",
    change: "Mudar as colunas",
    sample: "O começo do arquivo",
    noRows: "Não há linhas abaixo dos nomes das colunas.",
    notInFile: "Não está no arquivo",
    parts: {
      lead: "O lead",
      pipeline: "No funil",
      mentees: "De quem é o lead",
      rows: "O que pode acontecer",
    },
    fields: {
      rows: "Linhas do arquivo",
      leadId: "Código do Placar",
      externalId: "Código externo",
      name: "Nome",
      email: "E-mail",
      phone: "Telefone",
      countryCode: "Código do país de telefones sem ele",
      source: "Origem",
      enteredAt: "Data de entrada",
      enteredAtPattern: "Como essa data é escrita",
      status: "Status",
      wonAt: "Data de fechamento",
      wonAtPattern: "Como essa data é escrita",
      lostReason: "Motivo da perda",
      value: "Valor",
      decimal: "Como os valores são escritos",
      zeroUndeclared: "Um valor 0 quer dizer que nenhum foi declarado",
      mentee: "Mentorado",
      menteeName: "Mentorado de todas as linhas",
      cohort: "Turma dos mentorados novos",
      cohortStartsOn: "Primeiro dia dessa turma",
      unknown: "Palavras para “ninguém sabe”",
    },
    hints: {
      leadId:
        "Em arquivos exportados daqui: por ele se acha o lead. Para leads de outra organização, escolha “Não está no arquivo”.",
      externalId:
        "O que distingue um lead do outro: por ele se acha um lead que já existe. Leads novos precisam de um.",
      name: "Sem ele, os leads novos são chamados pelo código externo.",
      countryCode: "Por exemplo, +55.",
      unknown: "Separadas por vírgulas, por exemplo n/d, desconhecido. Contam como em branco.",
      wonAt: "Uma linha com essa data é um lead fechado.",
      status: "Sem ele, os leads novos ficam como novos.",
      mentee: "O nome da empresa do mentorado.",
      menteeName: "Quando o arquivo não tem uma coluna para isso.",
      cohort:
        "Recebe os mentorados que ainda não existem. Em branco, as linhas que citam esses mentorados são rejeitadas.",
      cohortStartsOn: "O início da turma, se ela for nova, e o dia em que os mentorados novos entraram.",
    },
    pattern: (pattern) => pattern.replaceAll("YYYY", "AAAA"),
    instant: "Com horário e fuso: 2026-01-31T14:30:00Z",
    words: "Como o arquivo chama cada status",
    wordsText: "Separadas por vírgulas, exatamente como o arquivo escreve.",
    rows: {
      upsert: "criar os leads que não existem e atualizar os que existem",
      "update-only": "só atualizar os leads que existem; os outros são rejeitados",
    },
    send: "Ensaiar",
    sending: "Salvando…",
    sendHint: "O ensaio mostra o que mudaria. Nada é importado ainda.",
  },
  progress: {
    queued: "Esperando a vez",
    rehearse: "Ensaiando",
    import: "Importando",
    revert: "Desfazendo",
    rows: (rows, n) => (n < 2 ? `${rows} linha até agora` : `${rows} linhas até agora`),
    rowsOf: (rows, all) => `${rows} de ${all} linhas`,
    again: (attempt) =>
      `O servidor parou no meio. Nada disso foi guardado e o trabalho recomeçou: esta é a tentativa ${attempt}.`,
    leave: "Esta página se atualiza sozinha. Você pode sair dela: o trabalho continua.",
    othersWait:
      "Enquanto isso, todas as páginas desta instalação esperam, esta também: ela usa o banco de dados embutido.",
  },
  rehearsal: {
    text: "É isto que uma importação faria. Nada mudou ainda.",
    nothing: "Uma importação não mudaria nada.",
    carryOut: "Importar agora",
    starting: "Começando…",
    othersWait:
      "Durante a importação, todas as páginas desta instalação esperam até ela terminar, para todo mundo: ela usa o banco de dados embutido. 20.000 leads novos levam uns vinte segundos. Importe arquivos grandes quando ninguém estiver trabalhando.",
    makes: (mentees, cohorts) =>
      cohorts === 0
        ? `Também criaria ${counted("pt-BR", mentees, { one: "mentorado", other: "mentorados" })}.`
        : `Também criaria ${counted("pt-BR", mentees, { one: "mentorado", other: "mentorados" })} e uma turma para eles.`,
    report: "Como ficaria o relatório do funil",
    reportText: "Todos os leads da agência, em todo o período.",
    figure: "Número",
    now: "Agora",
    later: "Depois de importar",
    sources: "Leads por origem, onde a quantidade mudaria",
  },
  rejected: {
    title: "Linhas rejeitadas",
    text: "Corrija-as em uma cópia e envie: o arquivo tem as mesmas colunas e mais uma com os motivos.",
    first: (n, all) =>
      `As primeiras ${n} de ${all}. Corrija-as em uma cópia e envie: o arquivo tem todas, as mesmas colunas e mais uma com os motivos.`,
    download: "Baixar linhas rejeitadas",
    why: "Por que foi rejeitada",
    row: "Linha do arquivo",
    fileName: "rejeitadas",
  },
  duplicates: {
    title: "Possíveis duplicados",
    would: (n) =>
      `${counted("pt-BR", n, { one: "dos leads novos teria", other: "dos leads novos teriam" })} o e-mail ou o telefone de um lead que já existe ou de uma linha anterior.`,
    did: (n) =>
      `${counted("pt-BR", n, { one: "dos leads novos tem", other: "dos leads novos têm" })} o e-mail ou o telefone de um lead que já existia ou de uma linha anterior.`,
    look: "Ver quais",
    wouldHint: "Tire essas linhas do arquivo e envie de novo, ou importe e una os pares depois.",
    didHint: "Compare cada par e una os que são a mesma pessoa.",
    first: (n, all) => `Os primeiros ${n} de ${all}.`,
    shares: "Em comum",
    ways: { both: "E-mail e telefone", email: "E-mail", phone: "Telefone" },
    ofLine: (line) => `linha ${line}`,
    gone: "um lead que não existe mais",
    withOther: (name) => `com ${name}`,
    summary: (n, dryRun) =>
      `${counted("pt-BR", n, { one: "possível duplicado", other: "possíveis duplicados" })}: ${dryRun ? "leads novos que teriam" : "leads novos que têm"} o e-mail ou o telefone de outro.`,
  },
  revert: {
    do: "Desfazer…",
    title: (file) => `Desfazer ${file}?`,
    text: (created, updated) =>
      [
        ...(created > 0
          ? [
              `${counted("pt-BR", created, { one: "lead criado por esta importação é excluído", other: "leads criados por esta importação são excluídos" })} de vez`,
            ]
          : []),
        ...(updated > 0
          ? [
              `${counted("pt-BR", updated, { one: "lead que ela mudou volta a ser o que era", other: "leads que ela mudou voltam a ser o que eram" })}, com o histórico`,
            ]
          : []),
      ]
        .join(", e ")
        .concat("."),
    stays:
      "Mentorados e turmas que ela criou ficam. Se alguém já trabalhou em um desses leads, nada é desfeito e você fica sabendo em quais.",
    othersWait:
      "Enquanto a importação é desfeita, todas as páginas desta instalação esperam até isso terminar: ela usa o banco de dados embutido.",
    confirm: "Desfazer esta importação",
    done: "Esta importação foi desfeita: seus leads não existem mais ou voltaram a ser o que eram. Mentorados e turmas que ela criou ficaram.",
    obstacles: "O que impede",
    obstaclesText: "Estes leads não estão como a importação os deixou.",
    why: {
      changed: "mudou desde então",
      deleted: "excluído desde então",
      used: "tem interações, tarefas, etiquetas ou um duplicado desde então",
    },
  },
  flash: { elsewhere: "Esta importação já está em outro ponto. Nada foi feito." },
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
    leadId: (cell) => `era esperado um código como na exportação do Placar, veio ${cell}`,
    unknownLead: () => "nenhum lead desta organização tem este código do Placar",
    externalIdStays: () =>
      "o lead com este código do Placar tem outro código externo, ou nenhum, e fica com o que tem",
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
    tooLarge: (file, megabytes) =>
      `${file} tem mais de ${megabytes} MB. Divida o arquivo ou peça ao operador que o importe pela linha de comando.`,
    uploadTooLarge: (megabytes) =>
      `O arquivo tem mais de ${megabytes} MB. Divida o arquivo ou peça ao operador que o importe pela linha de comando.`,
    tooManyColumns: (file, columns, most) =>
      `${file} tem ${columns} colunas na primeira linha; pode ter no máximo ${most}. Retire as que não são necessárias.`,
    noFile: () => "Escolha um arquivo primeiro.",
    swept: (file) => `${file} foi enviado há tempo demais e não está mais aqui. Envie de novo.`,
    gaveUp: () =>
      "O servidor parou no meio, várias vezes. Nada foi importado. Tente de novo ou fale com o operador.",
    gaveUpReverting: () =>
      "O servidor parou no meio, várias vezes. Nada foi desfeito. Tente de novo ou fale com o operador.",
    changedSince: (leads) =>
      `Nada foi desfeito: alguém já trabalhou em ${counted("pt-BR", leads, { one: "lead", other: "leads" })} desta importação.`,
  },
};

import type { duplicates as original } from "../en/duplicates.ts";

export const duplicates: typeof original = {
  ofLead: "Pode ser a mesma pessoa que",
  compare: "Comparar e unir",
  found:
    "Ainda não foi criado: já existe alguém com este e-mail ou telefone. O que você digitou foi mantido. Se for outra pessoa, crie mesmo assim no fim do formulário.",
  caption: "O que você digitou e quem já existe",
  typed: "Você digitou",
  again: "Verificar de novo e salvar",
  anyway: "Criar mesmo assim",
  mergeTitle: "Unir dois leads",
  mergeText:
    "O lead que entrou primeiro fica, com os valores que você escolher. As interações, tarefas, etiquetas e o histórico dos dois ficam na página dele. O outro vai para a lixeira e leva até ele; não dá para desfazer.",
  older: "Entrou primeiro",
  newer: "Entrou depois",
  merge: "Unir",
  conflict:
    "Não foram unidos: outra pessoa alterou um deles nesse meio-tempo. Abaixo está o que está salvo agora; as suas escolhas foram mantidas.",
  merged: "unido a",
  flash: { merged: "Os dois leads agora são um." },
};

import type { en } from "../en/index.ts";

export const tags: (typeof en)["tags"] = {
  title: "Etiquetas",
  manage: "Gerenciar etiquetas",
  explain:
    "Palavras que marcam os leads. Uma etiqueta nova nasce onde é usada primeiro: na página de um lead ou em vários leads da lista de uma vez.",
  empty: "Nenhuma etiqueta ainda",
  emptyHint: "Abra um lead e adicione a primeira.",
  name: "Nome",
  actions: "Ações",
  renameOf: (name) => `Renomear ${name}`,
  renameHint: "Todos os leads com ela mostram o nome novo. VIP e vip são a mesma etiqueta.",
  conflict:
    "Não foi salvo: outra pessoa foi mais rápida. Salve de novo para pôr o seu nome no lugar do salvo.",
  ofLead: {
    none: "Nenhuma etiqueta ainda.",
    add: "Adicionar etiqueta",
    submit: "Adicionar",
    remove: (name) => `Remover a etiqueta ${name}`,
  },
  merge: {
    link: "Unir",
    title: (name) => `Unir ${name} a outra etiqueta`,
    text: (name) =>
      `Todos os leads com ${name} passam a ter a etiqueta que você escolher, e ${name} deixa de existir. Não dá para desfazer.`,
    into: "Etiqueta que fica",
    confirm: "Unir",
    noOthers: "Não há outra etiqueta.",
  },
  delete: {
    link: "Excluir",
    title: (name) => `Excluir a etiqueta ${name}?`,
    text: "Ela sai de todos os leads. Os leads ficam. Não dá para desfazer.",
    confirm: "Excluir",
  },
  flash: {
    added: (name) => `O lead agora tem a etiqueta ${name}.`,
    removed: "A etiqueta foi tirada do lead.",
    renamed: (name) => `A etiqueta agora se chama ${name}.`,
    merged: "As duas etiquetas agora são uma.",
    deleted: "A etiqueta foi excluída.",
  },
};

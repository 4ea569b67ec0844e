import type { savedViews as original } from "../en/saved-views.ts";

export const savedViews: typeof original = {
  title: "Visões",
  all: "Todos os leads",
  new: "Salvar uma visão",
  save: "Salvar esta visão",
  change: "Alterar esta visão",
  rename: "Renomear uma visão",
  fields: { name: "Nome", viewId: "Visão", search: "Filtros", version: "Versão" },
  nameHint: "Todos na agência a veem acima da lista.",
  delete: "Excluir esta visão",
  deleteTitle: (name) => `Excluir a visão ${name}?`,
  deleteText: "Ela some para todos. Os leads dela continuam como estão.",
  deleteConfirm: "Excluir",
  conflict:
    "Não foi salvo: outra pessoa foi mais rápida. Salve de novo para pôr o seu nome no lugar do dela.",
  flash: {
    saved: "A visão foi salva.",
    renamed: "A visão foi renomeada.",
    deleted: "A visão foi excluída.",
  },
};

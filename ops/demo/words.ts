/** What the demo's agency is called, and where its mentees are. */
export const agency = {
  slug: "demo",
  name: "Aurora Mentoria",
  currency: "BRL",
  timeZone: "America/Sao_Paulo",
  locale: "pt-BR",
} as const;

/** Beside the one who signs in. */
export const otherMentors = [
  { name: "Rafael Siqueira", email: "rafael.siqueira@demo.placar.example" },
  { name: "Beatriz Antunes", email: "beatriz.antunes@demo.placar.example" },
  { name: "Tomás Valença", email: "tomas.valenca@demo.placar.example" },
] as const;

interface Business {
  name: string;
  /** What a customer pays, in reais. */
  ticket: number;
}

/** By cohort, the oldest first. */
export const businesses: readonly (readonly Business[])[] = [
  [
    { name: "Clínica Bem Viver", ticket: 1_900 },
    { name: "Arquitetura Traço Livre", ticket: 14_000 },
    { name: "Padaria Forno de Minas Gerais", ticket: 650 },
    { name: "Studio Pilates Equilíbrio", ticket: 1_200 },
    { name: "Contábil Horizonte", ticket: 2_800 },
    { name: "Energia Solar Luz do Cerrado", ticket: 21_000 },
    { name: "Doceria Flor de Laranjeira", ticket: 480 },
    { name: "Oficina Roda Viva", ticket: 1_700 },
  ],
  [
    { name: "Odonto Sorriso Aberto", ticket: 3_200 },
    { name: "Escola de Idiomas Passaporte", ticket: 2_400 },
    { name: "Marcenaria Jatobá", ticket: 9_800 },
    { name: "Pet Shop Amigo Fiel", ticket: 380 },
    { name: "Fotografia Olhar Sereno", ticket: 3_600 },
    { name: "Nutri Mariana Paes", ticket: 950 },
    { name: "Móveis Planejados Ipê", ticket: 18_500 },
    { name: "Buffet Mesa Posta", ticket: 7_200 },
  ],
  [
    { name: "Ferraz Automação", ticket: 11_500 },
    { name: "Ateliê Linha Fina", ticket: 1_100 },
    { name: "Consultoria RH Semente", ticket: 6_400 },
    { name: "Academia Movimento", ticket: 1_300 },
    { name: "Imobiliária Porto Claro", ticket: 16_000 },
    { name: "Psicologia Travessia", ticket: 1_600 },
    { name: "Cervejaria Serra Baixa", ticket: 2_100 },
    { name: "Gráfica Papel & Cor", ticket: 1_450 },
  ],
  [
    { name: "Climatiza Norte", ticket: 4_300 },
    { name: "Paisagismo Raiz Forte", ticket: 8_700 },
    { name: "Estética Pele Viva", ticket: 1_250 },
    { name: "Tecnologia Código Aberto", ticket: 13_000 },
    { name: "Hamburgueria Brasa Lenta", ticket: 540 },
    { name: "Advocacia Torres Lima", ticket: 5_900 },
    { name: "Turismo Rota do Sol", ticket: 3_900 },
  ],
];

/** Where leads come from: how many of them, and how much better or worse than others they turn out. */
export const sources = {
  Instagram: { weight: 30, quality: 0.85 },
  "Google Ads": { weight: 20, quality: 1 },
  Indicação: { weight: 13, quality: 1.7 },
  WhatsApp: { weight: 12, quality: 1.15 },
  Site: { weight: 10, quality: 1.05 },
  TikTok: { weight: 6, quality: 0.5 },
  LinkedIn: { weight: 4, quality: 1.2 },
  Evento: { weight: 3, quality: 1.4 },
  "": { weight: 2, quality: 0.8 },
} as const;

export const givenNames = [
  ...[
    "Ana",
    "Beatriz",
    "Camila",
    "Daniela",
    "Eduarda",
    "Fernanda",
    "Gabriela",
    "Helena",
    "Isabela",
    "Juliana",
  ],
  ...[
    "Larissa",
    "Mariana",
    "Natália",
    "Patrícia",
    "Renata",
    "Sofia",
    "Tatiane",
    "Vanessa",
    "Aline",
    "Cláudia",
  ],
  ...[
    "André",
    "Bruno",
    "Carlos",
    "Diego",
    "Eduardo",
    "Felipe",
    "Gustavo",
    "Henrique",
    "Igor",
    "João",
    "Leandro",
  ],
  ...["Lucas", "Marcelo", "Nelson", "Otávio", "Paulo", "Rafael", "Rodrigo", "Sérgio", "Thiago", "Vinícius"],
] as unknown as readonly [string, ...string[]];

export const surnames = [
  ...[
    "Almeida",
    "Alves",
    "Araújo",
    "Barbosa",
    "Batista",
    "Cardoso",
    "Carvalho",
    "Castro",
    "Correia",
    "Costa",
  ],
  ...["Dias", "Duarte", "Farias", "Fernandes", "Ferreira", "Freitas", "Gomes", "Gonçalves", "Lima", "Lopes"],
  ...[
    "Machado",
    "Martins",
    "Melo",
    "Mendes",
    "Monteiro",
    "Moraes",
    "Moreira",
    "Nascimento",
    "Nunes",
    "Oliveira",
  ],
  ...["Pereira", "Pinto", "Ribeiro", "Rocha", "Rodrigues", "Santana", "Santos", "Silva", "Souza", "Teixeira"],
] as unknown as readonly [string, ...string[]];

export const lostReasons = {
  "Sem resposta": 34,
  "Achou caro": 24,
  "Fechou com concorrente": 16,
  "Sem orçamento agora": 15,
  "Fora do perfil": 11,
} as const;

/** What is noted at each kind of contact. */
export const notes = {
  call: [
    "Ligação rápida, pediu mais detalhes.",
    "Conversa boa, quer entender os prazos.",
    "Não atendeu, deixei recado.",
  ],
  email: [
    "Enviei a apresentação.",
    "Enviei a proposta revisada.",
    "Respondeu com dúvidas sobre o pagamento.",
  ],
  meeting: [
    "Reunião por vídeo com os sócios.",
    "Visita ao local.",
    "Apresentei os casos de clientes parecidos.",
  ],
  message: [
    "Mandou mensagem perguntando o preço.",
    "Confirmou o horário.",
    "Pediu para retomar na semana que vem.",
  ],
  note: ["Tem pressa.", "Veio por indicação de um cliente antigo.", "Decide junto com a esposa."],
} as const;

/** What somebody means to do about a lead. */
export const intentions = [
  "Ligar para confirmar o interesse",
  "Enviar a proposta revisada",
  "Mandar fotos de trabalhos anteriores",
  "Marcar uma visita",
  "Perguntar sobre o prazo",
  "Retomar a conversa no WhatsApp",
  "Mandar o contrato",
] as const;

/** What the agency marks its leads with. */
export const labels = ["Quente", "Retomar depois", "Indicado", "Do evento", "Empresa"] as const;

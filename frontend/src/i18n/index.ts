import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { zh } from "./zh";

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language is named in itself, so that whoever cannot read the other finds it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { "zh-CN": "中文", en: "English" };

const REMEMBERED = "teleread.language";

/** Chinese unless this person chose English on this machine before. */
export function rememberedLanguage(storage: Pick<Storage, "getItem">): Language {
  return storage.getItem(REMEMBERED) === "en" ? "en" : "zh-CN";
}

export async function switchLanguage(language: Language): Promise<void> {
  localStorage.setItem(REMEMBERED, language);
  await bring(language);
  await i18next.changeLanguage(language);
}

/** English comes with whoever reads it: most people of a clinic on a thin line never do. */
async function bring(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, "translation")) return;
  const { en } = await import("./en");
  i18next.addResourceBundle(language, "translation", en);
}

/** The two languages the API speaks, from the one the page is in. */
export function isChinese(language: string = i18next.language): boolean {
  return language.startsWith("zh");
}

/** Speak Chinese, or the other language once its words have come. */
export async function startI18n(language: Language): Promise<void> {
  const apply = (chosen: string) => {
    document.documentElement.lang = chosen;
  };
  i18next.on("languageChanged", apply);
  await i18next.use(initReactI18next).init({
    lng: "zh-CN",
    fallbackLng: "zh-CN",
    resources: { "zh-CN": { translation: zh } },
    // React escapes; escaping here as well would show "&amp;" in a patient's name.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await bring(language);
  await i18next.changeLanguage(language);
}

export { i18next };

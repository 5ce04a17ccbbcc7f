import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en";
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

export function switchLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language);
  void i18next.changeLanguage(language);
}

/** The two languages the API speaks, from the one the page is in. */
export function isChinese(language: string = i18next.language): boolean {
  return language.startsWith("zh");
}

export function startI18n(language: Language): void {
  const apply = (chosen: string) => {
    document.documentElement.lang = chosen;
  };
  i18next.on("languageChanged", apply);
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh-CN",
    resources: { "zh-CN": { translation: zh }, en: { translation: en } },
    // React escapes; escaping here as well would show "&amp;" in a patient's name.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export { i18next };

package hello.bench.docs;

/** What the site itself says, beside the pages. */
record Words(String title, String own, String toMain, String menu, String contents, String search, String nothing,
        String theme, String previous, String next, String copy, String copied, String notFound, String home) {
    private static final Words ENGLISH = new Words("Hello, six ways", "English", "To the text", "Menu", "Contents",
            "Search", "Nothing found", "Light or dark", "Previous", "Next", "Copy", "Copied", "There is no such page",
            "To the table of contents");
    private static final Words RUSSIAN = new Words("Шесть способов сказать Hello", "Русский", "К тексту", "Меню",
            "Содержание", "Поиск", "Ничего не найдено", "Светлая или тёмная тема", "Назад", "Дальше", "Копировать",
            "Скопировано", "Такой страницы нет", "К содержанию");

    static Words in(Language language) {
        return language == Language.EN ? ENGLISH : RUSSIAN;
    }
}

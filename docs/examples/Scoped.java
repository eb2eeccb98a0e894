/** A value for everything that is called from here, and for nothing else. */
static final ScopedValue<String> USER = ScopedValue.newInstance();

void main() throws InterruptedException {
    // region scoped
    ScopedValue.where(USER, "Ann").run(() -> {
        handle();
        ScopedValue.where(USER, "the system").run(this::handle); // for this call alone
        handle();
    });
    // endregion
    IO.println("outside: " + (USER.isBound() ? USER.get() : "nobody"));
}

/** However deep it is called, nobody had to pass the user on; and nobody can change who it is for the caller. */
void handle() {
    IO.println("handled for " + USER.get());
}

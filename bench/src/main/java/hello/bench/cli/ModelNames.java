package hello.bench.cli;

import hello.bench.Model;
import hello.bench.Models;
import java.util.ArrayList;

/** The names of the models, for help and completion. */
final class ModelNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    /** For Picocli. */
    ModelNames() {
        super(Models.all().stream().map(Model::name).toList());
    }
}

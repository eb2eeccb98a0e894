package hello.bench.cli;

import hello.bench.Model;
import hello.bench.Models;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine.ITypeConverter;

/** Finds a model by its name, and suggests the nearest where there is none. */
public final class ModelConverter implements ITypeConverter<Model> {
    /** More changed letters than this, and it is no slip of the finger. */
    private static final int NEAR = 3;

    /** For Picocli. */
    public ModelConverter() {}

    @Override
    public Model convert(String name) {
        return find(name);
    }

    /** Converts a list of names: Picocli itself would take a wrong one, where any number may stand, for something else. */
    static List<Model> findAll(List<String> names) throws UserError {
        try {
            return names.stream().map(ModelConverter::find).toList();
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    private static Model find(String name) {
        return Models.find(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no model '" + name + "'" + suggestion(name)));
    }

    private static String suggestion(String name) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        Model nearest = Models.all().stream()
                .min(Comparator.comparing(model -> distance.apply(name, model.name())))
                .orElseThrow();
        if (distance.apply(name, nearest.name()) <= NEAR) {
            return ", did you mean " + nearest.name() + "?";
        }
        return ", there are " + Models.all().stream().map(Model::name).collect(Collectors.joining(", "));
    }
}

package io.tidemark.api.http;

import io.tidemark.api.problem.Problems;
import io.tidemark.settings.Nearest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** A mistyped parameter is an error, never ignored: an answer to another question would look right. */
@Singleton
public class KnownParameters {
    private final Map<String, TreeSet<String>> known = new ConcurrentHashMap<>();

    /** @throws io.tidemark.api.problem.ProblemException that names every unknown or repeated parameter */
    @ServerRequestFilter
    public void check(UriInfo uri, SimpleResourceInfo endpoint) {
        Map<String, List<String>> given = uri.getQueryParameters();
        if (given.isEmpty()) {
            return;
        }
        TreeSet<String> names = known.computeIfAbsent(
                endpoint.getResourceClass().getName() + "#" + endpoint.getMethodName(), method -> declared(endpoint));
        List<String> complaints = new ArrayList<>();
        given.forEach((name, values) -> complaint(name, values, names).ifPresent(complaints::add));
        if (!complaints.isEmpty()) {
            throw Problems.badParameters(complaints);
        }
    }

    private static Optional<String> complaint(String name, List<String> values, TreeSet<String> names) {
        if (!names.contains(name)) {
            String allowed = names.isEmpty() ? "there are none here" : "there are " + String.join(", ", names);
            return Optional.of(Nearest.to(name, names)
                    .map(near -> "unknown parameter '" + name + "', did you mean '" + near + "'?")
                    .orElse("unknown parameter '" + name + "', " + allowed));
        }
        return values.size() > 1
                ? Optional.of(name + " must be given once, was given " + values.size() + " times")
                : Optional.empty();
    }

    private static TreeSet<String> declared(SimpleResourceInfo endpoint) {
        TreeSet<String> names = new TreeSet<>();
        for (Method method : endpoint.getResourceClass().getMethods()) {
            if (method.getName().equals(endpoint.getMethodName())) {
                Arrays.stream(method.getParameters())
                        .map(KnownParameters::queryName)
                        .flatMap(Optional::stream)
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static Optional<String> queryName(Parameter parameter) {
        return Optional.ofNullable(parameter.getAnnotation(QueryParam.class)).map(QueryParam::value);
    }
}

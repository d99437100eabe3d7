package trimscope.core.doctor;

/**
 * One comparison with the reference.
 *
 * @param what was compared, for people
 * @param error norm of the difference over the norm of the reference, the largest of all rows; 0 or 1 for what is right or wrong
 * @param allowed largest error that passes
 */
public record Finding(String what, double error, double allowed) {
    public boolean passes() {
        return error <= allowed;
    }
}

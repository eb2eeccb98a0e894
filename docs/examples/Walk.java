import hello.coroutines.Generator;

/** A tree, walked from left to right: yields from as deep as the tree is. */
record Tree(Tree left, int value, Tree right) {
    // region walk
    void walk(Generator.Out<Integer> out) {
        if (left != null) {
            left.walk(out);
        }
        out.yield(value);
        if (right != null) {
            right.walk(out);
        }
    }
    // endregion
}

Tree leaf(int value) {
    return new Tree(null, value, null);
}

void main() {
    Tree tree = new Tree(new Tree(leaf(1), 2, leaf(3)), 4, leaf(5));
    new Generator<Integer>(tree::walk).forEachRemaining(value -> IO.print(value + " "));
    IO.println();
}

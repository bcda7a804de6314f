// The work itself. It knows nothing of Python.
#include <cstddef>
#include <new>
#include <stdexcept>

// Follows each start for so many steps of x -> 3.7 x (1 - x), and adds up
// where they have come to.
double orbit_sum(const double *starts, std::size_t count, int steps) {
    if (steps < 0) {
        throw std::invalid_argument("steps must not be negative");
    }
    double sum = 0.0;
    for (std::size_t i = 0; i < count; i++) {
        double x = starts[i];
        for (int step = 0; step < steps; step++) {
            x = 3.7 * x * (1.0 - x);
        }
        sum += x;
    }
    return sum;
}

// What may be called from outside: plain C. No exception may leave it.
extern "C" {

// 0: all is well, and *sum holds the result. 1: steps is negative.
int orbits_sum(const double *starts, std::size_t count, int steps, double *sum) {
    try {
        *sum = orbit_sum(starts, count, steps);
        return 0;
    } catch (...) {
        return 1;
    }
}

// The same without the fence, to see what happens.
double orbits_sum_unfenced(const double *starts, std::size_t count, int steps) {
    return orbit_sum(starts, count, steps);
}

// Calls back after each block of 1,000 starts. `user` is handed on as it came.
void orbits_report(const double *starts, std::size_t count, int steps,
                   void (*report)(double sum, void *user), void *user) {
    for (std::size_t from = 0; from < count; from += 1000) {
        std::size_t length = count - from < 1000 ? count - from : 1000;
        double sum = 0.0;
        if (orbits_sum(starts + from, length, steps, &sum) == 0) {
            report(sum, user);
        }
    }
}

// Something that C++ owns. Whoever makes one must destroy it, once.
struct Mean {
    double sum;
    std::size_t count;
};

Mean *mean_new() { return new (std::nothrow) Mean{0.0, 0}; }
void mean_add(Mean *mean, double value) {
    mean->sum += value;
    mean->count += 1;
}
double mean_value(const Mean *mean) {
    return mean->sum / static_cast<double>(mean->count);
}
void mean_destroy(Mean *mean) { delete mean; }
}

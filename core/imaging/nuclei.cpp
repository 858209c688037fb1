#include "core/imaging/nuclei.h"

#include "core/imaging/measurestaining.h"
#include "core/imaging/reduce.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace locascope {

namespace {

constexpr int longestSide = 1024;
constexpr int smallestBody = 20;      ///< averaged pixels
constexpr double largestShare = 0.25; ///< of the field
constexpr double debrisShare = 0.125; ///< of the usual body

struct Body {
    int area = 0;
    bool touchesEdge = false;
};

/// Otsu's threshold: the value that leaves the largest variance between those at or below it and those above.
int otsuThreshold(const Histogram& histogram) {
    const int highest = histogram.highestValue();
    double sum = 0;
    for (int value = 0; value <= highest; ++value)
        sum += static_cast<double>(histogram.count(value)) * value;
    const auto total = static_cast<double>(histogram.total());
    double below = 0, sumBelow = 0, best = -1;
    int threshold = 0;
    for (int value = 0; value < highest; ++value) {
        if (histogram.count(value) == 0)
            continue;
        below += static_cast<double>(histogram.count(value));
        sumBelow += static_cast<double>(histogram.count(value)) * value;
        const double means = sumBelow / below - (sum - sumBelow) / (total - below);
        const double between = below * (total - below) * means * means;
        if (between > best) {
            best = between;
            threshold = value;
        }
    }
    return threshold;
}

int factorFor(const Plane& plane) {
    int factor = 1;
    while (factor < 8 && std::max(plane.width(), plane.height()) > longestSide * factor)
        factor *= 2;
    return factor;
}

std::vector<Body> bodiesOf(const Plane& plane, int threshold) {
    cv::Mat mask(plane.height(), plane.width(), CV_8U);
    for (int y = 0; y < plane.height(); ++y) {
        auto* row = mask.ptr<std::uint8_t>(y);
        for (int x = 0; x < plane.width(); ++x)
            row[x] = plane.valueAt(x, y) > threshold ? 255 : 0;
    }
    cv::Mat labels, statistics, centres;
    const int count = cv::connectedComponentsWithStats(mask, labels, statistics, centres, 8, CV_32S);
    std::vector<Body> bodies;
    for (int label = 1; label < count; ++label) {
        const auto* row = statistics.ptr<int>(label);
        const int left = row[cv::CC_STAT_LEFT], top = row[cv::CC_STAT_TOP];
        const bool atEdge = left == 0 || top == 0 || left + row[cv::CC_STAT_WIDTH] == plane.width() || top + row[cv::CC_STAT_HEIGHT] == plane.height();
        bodies.push_back({row[cv::CC_STAT_AREA], atEdge});
    }
    return bodies;
}

/// The area of the body in which the median pixel lies, counted from the smallest body up.
int usualArea(const std::vector<Body>& ascending) {
    std::int64_t total = 0, reached = 0;
    for (const Body& body : ascending)
        total += body.area;
    for (const Body& body : ascending)
        if ((reached += body.area) * 2 >= total)
            return body.area;
    return 0;
}

void keepNuclei(std::vector<Body>& bodies, const Plane& plane) {
    const double largest = largestShare * plane.width() * plane.height();
    std::erase_if(bodies, [&](const Body& body) { return body.area < smallestBody || body.area > largest; });
    std::sort(bodies.begin(), bodies.end(), [](const Body& left, const Body& right) { return left.area < right.area; });
    const double debris = debrisShare * usualArea(bodies);
    std::erase_if(bodies, [&](const Body& body) { return body.area < debris; });
}

} // namespace

NucleusFigures findNuclei(const Plane& plane) {
    NucleusFigures figures{0, std::numeric_limits<double>::quiet_NaN()};
    if (plane.isEmpty())
        return figures;
    const int factor = factorFor(plane);
    const Plane averaged = reducedPlane(plane, factor);
    Histogram histogram;
    histogram.add(averaged);
    const int threshold = std::max(otsuThreshold(histogram), foregroundThreshold(histogram));
    std::vector<Body> bodies = bodiesOf(averaged, threshold);
    keepNuclei(bodies, averaged);
    figures.count = static_cast<int>(bodies.size());
    std::erase_if(bodies, [](const Body& body) { return body.touchesEdge; });
    if (bodies.empty())
        return figures;
    const std::size_t middle = bodies.size() / 2; // still ascending
    const double median = bodies.size() % 2 ? bodies[middle].area : (bodies[middle - 1].area + bodies[middle].area) / 2.0;
    figures.medianArea = median * factor * factor;
    return figures;
}

} // namespace locascope

#pragma once

#include "tests/ui/widgets/scriptedqueue.h"

#include <cmath>
#include <string>
#include <vector>

namespace locascope::testing {

/// What the keys have made of the sample on screen, and not stored.
struct ScriptedDraft {
    ScriptedChips now;
    std::string noteShown;
    std::vector<ScriptedChips> presses;
    bool isKeptAsItIs = false; ///< of what was taken back: no proposal takes its place

    void toggle(int index) {
        press();
        if (now.solid.erase(index) == 0)
            now.solid.insert(index);
        now.open.erase(index);
        now.touched.insert(index);
    }
    void markNotJudged(int index) {
        press();
        now.solid.erase(index);
        now.open.insert(index);
        now.touched.insert(index);
    }
    void toggleOther() {
        press();
        now.other = !now.other;
    }
    /// False: nothing was pressed.
    bool takeBack() {
        if (presses.empty())
            return false;
        now = presses.back();
        presses.pop_back();
        return true;
    }
    bool isDirty() const { return !presses.empty() || now.note != noteShown; }

    /// What a model says, which may be nothing; far from a threshold it is solid, near to it hollow.
    void offer(const std::vector<float>& says) {
        if (isKeptAsItIs || !presses.empty())
            return;
        now.solid.clear();
        now.open.clear();
        for (std::size_t index = 0; index < says.size(); ++index)
            if (const double above = aboveThreshold(says[index]); std::abs(above) <= 0.4)
                now.open.insert(static_cast<int>(index));
            else if (above > 0)
                now.solid.insert(static_cast<int>(index));
    }

private:
    void press() { presses.push_back(now); }
};

} // namespace locascope::testing

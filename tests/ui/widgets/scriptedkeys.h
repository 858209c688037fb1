#pragma once

#include <vector>

namespace locascope::testing {

/// What is pressed, and how often. Words are keys ("Shift+4"), or what some keys do together: "/pero" finds a label, "?3" marks one as not judged, "U:why" is unsure with a note,
/// "Note:text" writes one, "Select:4" extends the selection, "N!" answers what is asked of a selection with Enter, "N~" with Esc. "_" stands for a space.
struct ScriptedKeys {
    int times;
    const char* keys;
};

inline const std::vector<ScriptedKeys> script{
    {1, "Open Import"},
    // In order, proposals as they are and corrected
    {10, "Enter"},
    {4, "1 Enter 2 Shift+1 Enter Alt+9 7 Enter"},
    {3, "/pero Enter /rods Enter"},
    {2, "N X U:too_dim? ?3 4 Enter O Enter R R"},
    {2, "Note:two_cells_only 6 Enter"},
    {2, "4 Ctrl+Z 5 5 Ctrl+Z Enter"},
    {3, "Right Left Right Right"},
    {1, "Left Left 4 Left Right Enter W"},
    {1, "Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Shift+Z Ctrl+Shift+Z W"},
    {1, "Left Note:seen_twice Right W"},
    // Nearest to a threshold
    {1, "Queue:Margin"},
    {30, "Enter"},
    {10, "1 8 Enter"},
    {5, "Shift+8 Alt+2 Enter N U:which_of_two? R"},
    {2, "Ctrl+Z Ctrl+Z 6 Enter Ctrl+Z Ctrl+Shift+Z"},
    {1, "EndQueue W"},
    // Many at once
    {3, "Select:6 6 Enter! Right"},
    {1, "Select:8 N~ N! Ctrl+Z Ctrl+Shift+Z Right"},
    {1, "Select:5 X! Ctrl+Z R! Right Select:3 U!:debris Ctrl+Shift+A Right"},
    // Another sitting
    {1, "Restart Ctrl+Z Ctrl+Z Ctrl+Shift+Z Import W"},
    {5, "Enter R 2 Enter"},
    // What is rare
    {1, "Queue:RareFirst"},
    {40, "Enter"},
    {8, "/golgi Enter"},
    {1, "EndQueue"},
    // Blind to the model
    {1, "Seen Blind:Model Unseen MarginRefused Queue:Unreviewed EnterRefused"},
    {15, "1 Enter 2 6 Enter"},
    {4, "N X"},
    {1, "Ctrl+Z Ctrl+Z Ctrl+Shift+Z Unseen EndQueue"},
    // Blind to everything
    {1, "Blind:Everything Unseen W EnterRefused"},
    {12, "Shift+0 Enter W"},
    {1, "Queue:Unreviewed"},
    {10, "7 Enter"},
    {1, "Select:9 N! Right Ctrl+Z Unseen"},
    {1, "Restart Unseen Ctrl+Z Ctrl+Shift+Z W"},
    {10, "Alt+6 Enter W"},
    {1, "Unseen Blind:None Import Seen"},
    // What others would ask about
    {1, "Queue:Differ"},
    {10, "2 Enter"},
    {1, "Queue:Borderline"},
    {5, "?Alt+3 Enter"},
    {1, "Queue:SecondLook"},
    {5, "3 Enter N"},
    {1, "Ctrl+Z Ctrl+Shift+Z Queue:Entropy"},
    {5, "Enter"},
    {1, "Queue:InOrder"},
    // The rest
    {1, "Queue:Unreviewed"},
    {20, "Enter"},
    {10, "Shift+4 7 Enter N R"},
    {12, "Enter X U:out_of_focus? ?6 9 Enter"},
    {5, "Note:check_the_antibody 0 Shift+9 Enter Ctrl+Z Ctrl+Shift+Z Right"},
    {30, "Right Left 2 Alt+2 Enter"},
    {4, "Select:5 4 8 Enter! Right Select:3 X! Right"},
    {1, "Ctrl+A N~ N! EndQueue"},
};

/// With a model that sees what is alike: what is unlike everything before, what is like one, and what was drawn by lot, which is judged anew without it.
inline const std::vector<ScriptedKeys> scriptOfLikeness{
    {1, "Open Classify Queue:Diverse"},
    {4, "Enter"},
    {2, "7 Alt+2 Enter"},
    {1, "Ctrl+Z Ctrl+Shift+Z N"},
    {1, "Right Right Queue:Near"},
    {3, "Enter"},
    {1, "N X EndQueue W Told Draw Untold EnterRefused"},
    {5, "N X"},
    {10, "7 8 Enter"},
    {5, "/golgi Enter U:which? R"},
    {5, "Alt+3 Enter"},
    {1, "Untold Ctrl+Z Ctrl+Shift+Z EndQueue Untold Left Untold"},
};

} // namespace locascope::testing

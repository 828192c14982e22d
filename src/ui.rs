//! How the dashboard looks: the model becomes cells. Changes nothing.
